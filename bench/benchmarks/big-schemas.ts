/** A schema may be big: it is judged all the same. `BENCH_SCHEMAS` names a folder of further ones, one a file. */
import { join } from 'node:path';
import type { Benchmark, Result } from '../benchmark.ts';
import { bigSchemas, createSchemaRepository, text } from '../fixtures/big-schemas.ts';
import { alternate, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, seconds } from '../words.ts';

const BOUND_SECONDS = 10;
/** The fastest of so many runs. */
const REPEATS = 2;

export const bigSchemasBenchmark: Benchmark = {
  name: 'big-schemas',
  async run(setting) {
    const results: Result[] = [];
    for (const [index, big] of bigSchemas(process.env.BENCH_SCHEMAS).entries()) {
      const repository = createSchemaRepository(join(setting.directory, String(index)), big);
      const { check, node } = await alternate(REPEATS, {
        node: () => runNode(['-e', '0']),
        check: () => runCheck(setting, repository),
      });
      const { edits } = readReport(setting);
      if (edits.length !== 1) throw new Error(`one edit of ${big.name} is reported as ${edits.length}`);
      const size = (text(big.schema).length / 1e6).toFixed(2);
      results.push({
        name: `check of ${big.name} (${size} MB)`,
        ours: seconds(check.seconds),
        comparedWith: `${seconds(node.seconds)} to start Node`,
        ratio: check.seconds / node.seconds,
        target: `< ${BOUND_SECONDS} s`,
        met: check.seconds < BOUND_SECONDS,
        limitedBy: 'reading both versions in each process, and comparing what leads to the edit',
        details: busy(check),
      });
    }
    return results;
  },
};
