/** For numbers that a program reads and no rule does: how they become a pipeline, with their own names in it. */
import { basename } from 'node:path';
import { isAside, soundsGoverned } from '../../artifacts/likely.ts';
import type { FoundParams } from './classify.ts';
import type { RecordingGroup } from './recording-groups.ts';
import { flowScalar } from './render-config.ts';

export interface Recipe {
  readonly sentences: readonly string[];
  /** A weir.yml to begin with, and what it names. */
  readonly lines: readonly string[];
}

const MOST_NAMES = 3;
const docs = 'https://github.com/weir-bot/weir/blob/main/docs';

/** Undefined where no file looks like that. */
export function paramsRecipe(
  found: readonly FoundParams[],
  recordings: readonly Pick<RecordingGroup, 'name' | 'files'>[],
): Recipe | undefined {
  const [params] = likelyParams(found);
  if (!params) return undefined;
  const { path, value } = params;
  const names = Object.keys(value);
  const shown = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
  const threshold = names.find((name) => typeof value[name] === 'number') ?? names[0] ?? 'limit';
  const stem = basename(path).replace(/\.[^.]+$/, '');
  const { name, files } = recordings[0] ?? { name: 'requests', files: 'traffic/requests-*.jsonl' };
  return {
    sentences: [
      `${path} holds values (${shown}), and what they decide is known only to what reads them. Name that as a step: a rule that says the same, or your own code ` +
        `(${docs}/my-rules-are-code.md). As .github/weir.yml, for one rule:`,
    ],
    lines: [
      'version: 1',
      'recordings:',
      `  ${flowScalar(name)}: { files: ${flowScalar(files)} }`,
      'pipelines:',
      `  ${flowScalar(stem)}:`,
      `    recording: ${flowScalar(name)}`,
      `    params: ${flowScalar(path)}`,
      '    steps:',
      `      - rules: rules/${stem}.cel   # score >= ${member(threshold)} ? "high" : "low"`,
      '        into: /decision',
      '    outputs:',
      '      decision: { at: /decision, kind: category }',
    ],
  };
}

/** Those whose names say that they decide something. */
export function likelyParams(found: readonly FoundParams[]): FoundParams[] {
  return found.filter(({ path }) => soundsGoverned(path) && !isAside(path));
}

function member(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `params.${name}` : `params[${JSON.stringify(name)}]`;
}
