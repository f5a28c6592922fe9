/** `weir import`: recorded traffic in whatever form a serving stack wrote it, as native records. */
import { once as event } from 'node:events';
import { open, rename, rm } from 'node:fs/promises';
import { Command } from 'commander';
import type { RecordingConfig } from '../config/config.ts';
import { RecordingError, UsageError } from '../errors.ts';
import { plural } from '../format/numbers.ts';
import { envelopeFor } from '../recordings/envelopes/registry.ts';
import { writeParquet } from '../recordings/formats/parquet/write.ts';
import { type Imported, importRecords } from '../recordings/import.ts';
import { resolveAddresses } from '../recordings/resolve.ts';
import { addressOf, storageHere } from './addresses.ts';
import { closing } from './closing.ts';
import { renderImported } from './import/render.ts';
import { formatNames, knownFormat } from './recording-names.ts';

interface ImportOptions extends Partial<Readonly<Record<(typeof parts)[number], string>>> {
  readonly format: string;
  readonly to?: string;
}

const parts = ['input', 'output', 'label', 'id', 'time', 'weight', 'value'] as const;

export function importCommand(): Command {
  const command = new Command('import')
    .description('write recorded traffic, in whatever form it is, as native records, and say what of it is unusable')
    .argument('<files...>', 'paths or addresses, also with wildcards; all together are one recording')
    .requiredOption('--format <name>', `how they are written: ${formatNames().join(', ')}`)
    .option('--to <file>', 'where to write: a .jsonl or a .parquet file (default: JSON Lines on stdout)');
  for (const part of parts) command.option(`--${part} <pointer>`, `where in a record the ${part} is`);
  return command
    .addHelpText(
      'after',
      closing(
        'Exit status: 0 written, 2 not, also where no record can be used. What is unusable is counted on stderr, with the first places.',
      ),
    )
    .action(run);
}

/** Throws WeirErrors. */
async function run(addresses: readonly string[], { format, to, ...pointers }: ImportOptions): Promise<void> {
  const config: RecordingConfig = {
    ...(envelopeFor(format)?.parts ?? { input: '' }),
    ...pointers,
    ...{ name: '', files: '', format: knownFormat(format) },
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
  const ending = to === undefined ? undefined : endingOf(to);
  await using resources = new AsyncDisposableStack();
  const files = await resolveAddresses(addresses.map(addressOf), config, storageHere(resources));
  if (to === undefined) {
    const imported = await importRecords(files, config, async (lines) => {
      // Who reads slowly is waited for.
      if (!process.stdout.write(lines)) await event(process.stdout, 'drain');
    });
    process.stderr.write(renderImported(files, config, imported, 'stdout'));
    refuseNothing(imported);
    return;
  }
  const beside = `${to}.${process.pid}.part`;
  resources.defer(() => rm(beside, { force: true }));
  const imported = await writeTo(beside, (write) => importRecords(files, config, write));
  if (imported.records === 0) process.stderr.write(renderImported(files, config, imported, to));
  refuseNothing(imported);
  if (ending === 'parquet') {
    const columns = `${beside}.parquet`;
    resources.defer(() => rm(columns, { force: true }));
    await writeParquet(beside, columns);
    await rename(columns, to);
  } else await rename(beside, to);
  process.stderr.write(renderImported(files, config, imported, to));
}

/** A recording without a record is not what anybody asked for, and whoever reads it next would not know why. */
function refuseNothing({ records, unusable }: Imported): void {
  if (records > 0) return;
  const lost = unusable.reduce((sum, one) => sum + one.records, 0);
  const message = lost === 0 ? 'there is no record in it' : `none of ${plural(lost, 'record')} can be used`;
  const expected = lost === 0 ? 'files that hold records' : 'another --format, or pointers that lead to the parts';
  throw new RecordingError([{ message, expected }]);
}

async function writeTo<T>(path: string, work: (write: (lines: string) => Promise<void>) => Promise<T>): Promise<T> {
  await using file = await open(path, 'w').catch((cause: Error) => {
    throw new UsageError([{ message: `${path} cannot be written`, found: cause.message }], { cause });
  });
  try {
    return await work((lines) => file.appendFile(lines));
  } catch (error) {
    // A part of a recording is none.
    await rm(path, { force: true });
    throw error;
  }
}

function endingOf(to: string): 'jsonl' | 'parquet' {
  const [, ending] = /\.(jsonl|parquet)$/.exec(to) ?? [];
  if (ending === 'jsonl' || ending === 'parquet') return ending;
  throw new UsageError([
    { message: `"${to}" does not say how to write it`, expected: 'a name that ends in .jsonl or .parquet' },
  ]);
}
