/** `weir traffic`: what a recording holds, how old it is, and whether it is large enough for the limits in weir.yml. */
import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import type { Config, RecordingConfig } from '../config/config.ts';
import { RecordingError, UsageError } from '../errors.ts';
import { plural } from '../format/numbers.ts';
import { nearest } from '../nearest.ts';
import { envelopeFor } from '../recordings/envelopes/registry.ts';
import { envelopeByName } from '../recordings/open.ts';
import { ownFiles } from '../recordings/own-files.ts';
import { profileOf } from '../recordings/profile/profile.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { resolveAddresses, resolveFiles } from '../recordings/resolve.ts';
import { openRepository } from '../repository/local.ts';
import { addressOf, storageHere } from './addresses.ts';
import { closing } from './closing.ts';
import { createPage } from './page.ts';
import { atLeastOne } from './parse-option.ts';
import { formatNames, knownFormat } from './recording-names.ts';
import { storageAt } from './recording-storage.ts';
import { RecordedOutputs } from './traffic/outputs.ts';
import { renderTraffic } from './traffic/render.ts';
import { trafficReport } from './traffic/report.ts';
import { readOwn } from './validate.ts';

interface TrafficOptions extends Partial<Readonly<Record<(typeof parts)[number], string>>> {
  readonly repo: string;
  readonly format?: string;
  readonly maxRecords?: number;
  readonly json?: boolean;
}

/** Of a table, unless somebody says otherwise. */
const MOST_ROWS = 100_000;

const parts = ['input', 'output', 'label', 'id', 'time'] as const;

export function trafficCommand(): Command {
  const command = new Command('traffic')
    .description('say what a recording holds, how old it is, and whether it is large enough for the limits in weir.yml')
    .argument('<recording>', 'its name in weir.yml, or a path or address, also with wildcards')
    .option('--repo <dir>', 'the repository', '.')
    .option('--format <name>', `how files are written that weir.yml does not name: ${formatNames().join(', ')}`)
    .option('--max-records <n>', 'read no more than so many records', atLeastOne)
    .option('--json', 'print JSON');
  for (const part of parts) command.option(`--${part} <pointer>`, `where in a record the ${part} is, in such files`);
  return command
    .addHelpText(
      'after',
      closing(
        'No value of a record is printed but the ranges of numbers. Exit status: 0, or 2 where it cannot be read, or no record of it can be used.',
      ),
    )
    .action(run);
}

interface Asked {
  readonly recording: RecordingConfig;
  readonly files: readonly RecordingFile[];
  /** Where weir.yml names the recording. */
  readonly config?: Config;
}

/** Throws WeirErrors. */
async function run(name: string, options: TrafficOptions): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const { recording, files, config } = await find(name, options, resources);
  const pipelines = (config?.pipelines ?? []).filter((one) => one.recording.name === recording.name);
  const outputs = new RecordedOutputs(pipelines);
  const profile = await profileOf(files, recording, (request) => outputs.add(request), options.maxRecords);
  const sizes = await Promise.all(ownFiles(files).map(async ({ path }) => (await stat(path)).size));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const report = trafficReport({
    recording,
    files,
    bytes,
    profile,
    pipelines,
    outputs: outputs.list(),
    now: Date.now(),
    confidence: config?.confidence,
  });
  process.stdout.write(
    options.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderTraffic(report, createPage(process.stdout)),
  );
  if (profile.records > 0) return;
  const { malformed } = profile;
  const message = malformed === 0 ? 'there is no record in it' : `none of ${plural(malformed, 'record')} can be used`;
  const expected = malformed === 0 ? 'files that hold records' : 'another format, or pointers that lead to the parts';
  throw new RecordingError([{ file: name, message, expected }]);
}

async function find(name: string, options: TrafficOptions, resources: AsyncDisposableStack): Promise<Asked> {
  if (!/[/.*]/.test(name)) return named(name, options, resources);
  const { repo: _repo, maxRecords: _most, json: _json, format = envelopeByName(name), ...pointers } = options;
  const recording: RecordingConfig = {
    ...(envelopeFor(format)?.parts ?? { input: '' }),
    ...pointers,
    ...(format !== undefined && { format: knownFormat(format) }),
    ...{ name: '', files: name },
    range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  };
  return { recording, files: await resolveAddresses([addressOf(name)], recording, storageHere(resources)) };
}

async function named(name: string, options: TrafficOptions, resources: AsyncDisposableStack): Promise<Asked> {
  const repository = resources.use(await openRepository(options.repo));
  const worktree = await repository.worktree();
  const config = await readOwn(worktree);
  const recording = config.recordings.get(name);
  if (recording) {
    return {
      config,
      recording,
      files: await resolveFiles(recording, storageAt(repository, worktree, resources), config.path, {
        rows: options.maxRecords ?? MOST_ROWS,
      }),
    };
  }
  const names = [...config.recordings.keys()];
  const expected = `${names.length > 0 ? `one of ${names.join(', ')}` : 'a name under recordings'}; or a path, such as ./${name}.jsonl`;
  throw new UsageError([{ message: `no recording is called "${name}"`, expected, nearest: nearest(name, names) }]);
}
