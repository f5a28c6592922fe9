/** The App's part of a replay by workers, in this process. */
import { type HandOver, type HandOverOptions, openHandOver } from '../../../src/github/workers/hand-over.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import type { Plan } from '../../../src/replay/plan.ts';

export const CLAIMS = { installation: 1, owner: 'acme', repo: 'claims' };

/** What the App of another process is told. */
export interface ToReplay {
  readonly url: string;
  readonly privateKey: string;
  readonly plan: Plan;
  readonly file: RecordingFile;
}

export interface Handing extends HandOver {
  /** What the operator was warned of. */
  readonly said: readonly string[];
}

export async function handing(
  options: Pick<HandOverOptions, 'url' | 'privateKey'> & Partial<HandOverOptions>,
): Promise<Handing> {
  const said: string[] = [];
  const log: HandOverOptions['log'] = {
    info: () => {},
    warn: (more, text) => void said.push(`${text} ${JSON.stringify(more)}`),
    child: () => log,
  };
  const opened = await openHandOver({ most: 4, log, leastBytes: 0, tick: 100, ...options });
  return { ...opened, said };
}
