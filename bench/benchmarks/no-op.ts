/** A change of formatting only replays nothing: the recording is not even there, and nobody notices. */
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { createReformattedFlights } from '../fixtures/flights.ts';
import { alternate, runNode } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { seconds } from '../words.ts';

const BOUND_SECONDS = 1;

export const noOp: Benchmark = {
  name: 'no-op',
  async run(setting) {
    const repository = createReformattedFlights(join(setting.directory, 'flights'));
    const { check, node } = await alternate(setting.repeats, {
      node: () => runNode(['-e', '0']),
      check: () => runCheck(setting, repository),
    });
    const { verdict } = readReport(setting);
    if (verdict !== 'unaffected') throw new Error(`a change of formatting is ${verdict}`);
    return [
      {
        name: 'check of a formatting-only change',
        ours: seconds(check.seconds),
        comparedWith: `${seconds(node.seconds)} to start Node`,
        ratio: check.seconds / node.seconds,
        target: `< ${BOUND_SECONDS} s`,
        met: check.seconds < BOUND_SECONDS,
        limitedBy: 'loading modules and asking git',
      },
    ];
  },
};
