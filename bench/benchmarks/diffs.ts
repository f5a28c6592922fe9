/** What `weir diff` takes for two schemas of 5,000 lines, in every language. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark, Result } from '../benchmark.ts';
import { type LongSchema, longSchemas } from '../fixtures/long-schemas.ts';
import { alternate, runNode } from '../run.ts';
import { seconds } from '../words.ts';

const BOUND_SECONDS = 1;
const REPEATS = 3;
/** Some reader of either version may fail. */
const NOT_COMPATIBLE = 1;

export const diffs: Benchmark = {
  name: 'diffs',
  async run({ program, directory }) {
    const results: Result[] = [];
    for (const one of longSchemas()) {
      const [base, head] = write(directory, one);
      const told = join(directory, `${one.language}.json`);
      const { diff, node } = await alternate(REPEATS, {
        node: () => runNode(['-e', '0']),
        diff: () => runNode([program, 'diff', base, head, '--format', one.language, '--json', told], [NOT_COMPATIBLE]),
      });
      const { edits }: { edits: unknown[] } = JSON.parse(readFileSync(told, 'utf8'));
      if (edits.length < 10) throw new Error(`ten changes of ${one.language} are reported as ${edits.length}`);
      results.push({
        name: `diff of ${one.base.split('\n').length} lines of ${one.language}`,
        ours: seconds(diff.processorSeconds),
        comparedWith: `${seconds(node.seconds)} to start Node`,
        ratio: diff.processorSeconds / node.seconds,
        target: `< ${BOUND_SECONDS} s`,
        met: diff.processorSeconds < BOUND_SECONDS,
        limitedBy: 'the process in which documents that show an edit are tried',
      });
    }
    return results;
  },
};

function write(directory: string, { language, ending, base, head }: LongSchema): readonly [string, string] {
  const files = [join(directory, `${language}-base.${ending}`), join(directory, `${language}-head.${ending}`)] as const;
  for (const [index, text] of [base, head].entries()) writeFileSync(files[index] ?? '', text);
  return files;
}
