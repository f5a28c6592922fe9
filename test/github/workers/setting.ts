/** What the tests of workers replay. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sizeAndTime } from '../../../src/github/snapshot/recording-storage.ts';
import type { Evidence } from '../../../src/impact/evidence.ts';
import type { RecordingFile } from '../../../src/recordings/reader.ts';
import type { Plan } from '../../../src/replay/plan.ts';
import { type ReplayOptions, replayAll } from '../../../src/replay/replay.ts';
import { output, planOf, rules } from '../../replay/setting.ts';

const tier = { if: [{ '>': [{ var: 'delay' }, 100] }, 'long', 'short'] };
const head = { if: [{ '>': [{ var: 'delay' }, 90] }, 'long', 'short'] };

export const plan: Plan = planOf(
  {
    steps: [rules('tier.json', '/tier')],
    outputs: [output('/tier'), output('/delay', 'number')],
    segments: ['/origin'],
    recording: { time: '/at', id: '/id' },
  },
  { 'tier.json': [tier, head] },
);

/** A recording outside of the repository, in which hardly two records are alike, and one is broken. */
export async function writeLines(folder: string, name: string, records = 5000): Promise<RecordingFile> {
  const lines = Array.from({ length: records }, (_, at) =>
    JSON.stringify({
      ...{ id: `secret-${at}`, at: new Date(1e12 + at * 60_000).toISOString(), delay: (at * 7919) % 20_011 },
      origin: at % 3 ? 'JFK' : 'LAX',
    }),
  );
  lines[777] = '{"delay":';
  const path = join(folder, name);
  writeFileSync(path, lines.join('\n'));
  const found = { path, name: pathToFileURL(path).href, index: 0, format: 'jsonl', compression: 'none' } as const;
  return { ...found, identity: await sizeAndTime(path) };
}

export async function replay(
  asked: Plan,
  file: RecordingFile,
  options: Partial<ReplayOptions> = {},
): Promise<Evidence | undefined> {
  const replays = [{ plan: asked, files: [file], next: () => 'everything' as const }];
  const [evidence] = await replayAll(replays, { jobs: 2, full: true, seed: 1, ...options });
  return evidence;
}
