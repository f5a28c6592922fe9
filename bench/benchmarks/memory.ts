/**
 * Memory of a long recording. Processes read byte ranges of the file, a few megabytes at a time, so what holds for two
 * gigabytes holds for ten; `--large` shows it.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { createPayments, paymentsPath, writePayments } from '../fixtures/payments.ts';
import { repeatFile } from '../fixtures/repeat.ts';
import { runCheck } from '../weir.ts';
import { megabytes, seconds } from '../words.ts';

const BUDGET = 512 * 1024 * 1024;

export const memory: Benchmark = {
  name: 'memory',
  async run(setting) {
    const repository = createPayments(join(setting.directory, 'payments'));
    const part = join(setting.directory, 'part.jsonl');
    writePayments(part, 50_000);
    const times = Math.ceil((setting.largeBytes * setting.scale) / statSync(part).size);
    writePayments(paymentsPath(repository), 0);
    await repeatFile(part, paymentsPath(repository), times);
    const { size } = statSync(paymentsPath(repository));
    const run = await runCheck(setting, repository);
    return [
      {
        name: `memory for a recording of ${megabytes(size)}`,
        ours: `${megabytes(run.peakBytes)}, ${seconds(run.seconds)}`,
        comparedWith: `the budget of ${megabytes(BUDGET)}`,
        ratio: run.peakBytes / BUDGET,
        target: '< 1.0',
        met: run.peakBytes < BUDGET,
        limitedBy: 'Node itself is 42 MB a process; shared pages count once for each of them',
      },
    ];
  },
};
