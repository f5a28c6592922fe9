/** What it costs that a contract asks a key to be unique: the recording is read once more before it is replayed. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from '../benchmark.ts';
import { createRepository, type Repository } from '../fixtures/repository.ts';
import { alternate } from '../run.ts';
import { readReport, runCheck } from '../weir.ts';
import { busy, count, rate, seconds } from '../words.ts';

const ROWS = 300_000;
/** Of the same check without the key. */
const MOST = 3;

const WEIR_YML = `version: 1
recordings:
  orders: { files: traffic/*.jsonl, input: "" }
pipelines:
  ledger:
    owners: ["@acme/ledger"]
    recording: orders
    steps: [{ schema: orders.sql }]
    outputs: { status: { at: /status, kind: category } }
    limits: { rejected: 1% }
`;

const table = (key: string, length: number) => `CREATE TABLE orders (
  order_id varchar(${length}) ${key},
  status text NOT NULL,
  amount numeric(10,2) NOT NULL
);
`;

export const keys: Benchmark = {
  name: 'keys',
  async run(setting) {
    const rows = ROWS * setting.scale;
    const lines = Array.from(
      { length: rows },
      (_, index) =>
        `{"order_id":"A${index - (index % 100 === 99 ? 1 : 0)}","status":"${index % 3 ? 'paid' : 'new'}","amount":${index % 1000}.25}\n`,
    ).join('');
    const repositoryWith = (key: string): Repository => {
      const directory = join(setting.directory, key.replaceAll(' ', '-'));
      const files = { '.github/weir.yml': WEIR_YML, 'orders.sql': table(key, 18) };
      const repository = createRepository(directory, files, { 'orders.sql': table(key, 20) });
      mkdirSync(join(directory, 'traffic'), { recursive: true });
      writeFileSync(join(directory, 'traffic/orders.jsonl'), lines);
      return repository;
    };
    const [plain, unique] = [repositoryWith('NOT NULL'), repositoryWith('PRIMARY KEY')];
    const { without, with: asked } = await alternate(setting.repeats, {
      without: () => runCheck(setting, plain),
      with: () => runCheck(setting, unique),
    });
    const rejected = readReport(setting).pipelines[0]?.measures.rejected;
    const ratio = asked.processorSeconds / without.processorSeconds;
    return [
      {
        name: `check of ${count(rows)} rows by a contract with a primary key`,
        ours: `${seconds(asked.processorSeconds)} of processor time`,
        comparedWith: `${seconds(without.processorSeconds)} without the key`,
        ...{ ratio, target: `≤ ${MOST}`, met: ratio <= MOST },
        limitedBy: 'reading and judging every row once more, and a hash of each key',
        details: `${rate(rows, asked.seconds)}, ${busy(asked)}; newly rejected ${String(rejected?.value)}`,
      },
    ];
  },
};
