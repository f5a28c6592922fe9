/** A repository whose check calls what most checks call: a schema, compiled rules and params, over records in a format. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBConnection } from '@duckdb/node-api';

export type Format = 'jsonl' | 'parquet';

const RECORDS = 20_000;

const SCHEMA = {
  type: 'object',
  required: ['time', 'amount', 'country'],
  properties: {
    time: { type: 'string', format: 'date-time' },
    amount: { type: 'number', minimum: 0 },
    country: { type: 'string', pattern: '^[A-Z]{2}$' },
    card: { type: 'object', properties: { age_days: { type: 'integer' } } },
  },
};

const RULES = {
  if: [
    { '>': [{ var: 'amount' }, { var: 'params.most' }] },
    'block',
    { '<': [{ var: 'card.age_days' }, 7] },
    'review',
    'allow',
  ],
};

const configOf = (format: Format): string => `\
version: 1
recordings:
  payments: { files: traffic/payments.${format}, time: /time, max_age: none }
pipelines:
  screening:
    owners: ["@acme/fraud"]
    recording: payments
    params: config/screening.yaml
    steps:
      - schema: schemas/payment.schema.json
      - rules: rules/screening.json
        engine: json-logic-engine
        into: /decision
    outputs:
      decision: { at: /decision, kind: category }
      amount: { at: /amount, kind: number }
    segments: [/country]
    limits:
      decision.changed: 1%
      amount.mean_ratio: 2%
      rejected: 0.1%
      failed: 0
`;

/** Fills a new folder: `main`, and `change`, which moves a limit. Returns the folder. */
export async function createSample(directory: string, format: Format): Promise<string> {
  const files: Record<string, string> = {
    '.github/weir.yml': configOf(format),
    '.gitignore': 'traffic/\n',
    'schemas/payment.schema.json': JSON.stringify(SCHEMA, null, 2),
    'rules/screening.json': JSON.stringify(RULES, null, 2),
    'config/screening.yaml': '# Payments above are blocked.\nmost: 900\n',
  };
  for (const [path, text] of Object.entries(files)) write(join(directory, path), text);
  await layDown[format](join(directory, 'traffic'));
  git(directory, 'init', '--quiet', '--initial-branch=main');
  commit(directory, 'Screen payments');
  git(directory, 'checkout', '--quiet', '-b', 'change');
  write(join(directory, 'config/screening.yaml'), '# Payments above are blocked.\nmost: 700\n');
  commit(directory, 'Block more');
  return directory;
}

/** No two alike in all, many alike in what rules read, as in logs. */
function records(): string {
  return Array.from({ length: RECORDS }, (_, index) => {
    const time = new Date(Date.UTC(2026, 0, 1) + index * 61_000).toISOString();
    const amount = ((index * 7919) % 100_000) / 100;
    const country = ['DE', 'FR', 'GB', 'US'][(index * 31) % 4];
    const payment = {
      id: `p${index}`,
      time,
      amount,
      country,
      ...(index % 3 !== 0 && { card: { age_days: index % 90 } }),
    };
    return `${JSON.stringify(payment)}\n`;
  }).join('');
}

/** Writes the recording into a folder, whatever form it is to have. */
const layDown: Readonly<Record<Format, (folder: string) => Promise<void>>> = { jsonl: writeLines, parquet: packLines };

async function writeLines(folder: string): Promise<void> {
  write(join(folder, 'payments.jsonl'), records());
}

async function packLines(folder: string): Promise<void> {
  await writeLines(folder);
  const connection = await DuckDBConnection.create();
  await connection.run(`COPY '${folder}/payments.jsonl' TO '${folder}/payments.parquet'`);
  connection.closeSync();
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function commit(directory: string, message: string): void {
  git(directory, 'add', '--all');
  git(directory, '-c', 'user.name=weir', '-c', 'user.email=weir@example.com', 'commit', '--quiet', '-m', message);
}

/** Whatever the machine's own git is set to. */
function git(directory: string, ...args: readonly string[]): void {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull };
  execFileSync('git', args, { cwd: directory, env, stdio: ['ignore', 'ignore', 'inherit'] });
}
