/** `weir init`: finds what there is to govern in a repository and writes a first weir.yml that runs as it is. */
import { lstat, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { configPath } from '../config/load.ts';
import { fileOf } from '../document/part.ts';
import { formatProblem, UsageError, WeirError } from '../errors.ts';
import type { Envelope } from '../recordings/envelopes/envelope.ts';
import { envelopeFor, envelopes } from '../recordings/envelopes/registry.ts';
import { formats } from '../recordings/formats/registry.ts';
import { envelopeByName, formatOf } from '../recordings/open.ts';
import type { RecordingFile } from '../recordings/reader.ts';
import { resolveFiles } from '../recordings/resolve.ts';
import type { RecordingStorage } from '../recordings/storage/storage.ts';
import { ownersOf } from '../repository/codeowners.ts';
import { type LocalRepository, openRepository } from '../repository/local.ts';
import { closing } from './closing.ts';
import { NOT_JUDGED } from './exit-status.ts';
import { classify, type FoundSchema } from './init/classify.ts';
import { draftPipelines } from './init/draft.ts';
import type { DraftPipeline, SampledRecording } from './init/drafted.ts';
import { fitLimits } from './init/fit-limits.ts';
import { best, schemaFit } from './init/fits.ts';
import { groupRecordings, type RecordingGroup } from './init/recording-groups.ts';
import { renderConfig } from './init/render-config.ts';
import { type Finding, renderNothing, renderWritten } from './init/summary.ts';
import { survey } from './init/survey.ts';
import { parseDraft, tryOut } from './init/try-out.ts';
import { createPage } from './page.ts';
import { storageAt } from './recording-storage.ts';
import { firstRecords } from './sample.ts';
import { examine } from './validate/examine.ts';

interface InitOptions {
  readonly repo: string;
  readonly force?: boolean;
}

/** Enough to recognise a recording by. */
const SAMPLED = 100;
/** Of one recording; opening a file takes longer than reading a few records. */
const MOST_FILES = 3;
/** Recordings that are opened, and pipelines that are written; more would be no first draft any more. */
const MOST_RECORDINGS = 30;
const MOST_PIPELINES = 20;

export function initCommand(): Command {
  return new Command('init')
    .description(`look for schemas, rules, params and recorded traffic, and write ${configPath}`)
    .option('--repo <dir>', 'the repository', '.')
    .option('--force', `replace the ${configPath} that is there`)
    .addHelpText('after', closing('Exit status: 0 written, 2 not.'))
    .action(init);
}

async function init(options: InitOptions): Promise<void> {
  await using resources = new AsyncDisposableStack();
  const repository = resources.use(await openRepository(options.repo));
  const worktree = await repository.worktree();
  const target = join(rootOf(repository), configPath);
  if (!options.force) await refuseToOverwrite(target);
  const storage = storageAt(repository, worktree, resources);

  const { documents, recordings, codeowners, unread, capped } = await survey(worktree, rootOf(repository));
  const found = await classify(documents, worktree);
  const groups = groupRecordings(recordings, MOST_RECORDINGS);
  const { sampled, unusable } = await sample(groups, rootOf(repository), storage, found.schemas);
  const { drafts, notes: linked } = draftPipelines(found, sampled);
  const { pipelines, notes } = await tryOut(
    drafts.slice(0, MOST_PIPELINES).map((draft) => withOwners(draft, codeowners)),
    worktree,
    storage,
  );
  const finding: Finding = {
    found,
    recordings: groups,
    pipelines,
    notes: [...found.doubtful, ...unusable, ...linked, ...notes],
    unread: [...unread, ...found.unread],
    capped,
  };
  if (pipelines.length === 0) {
    process.stdout.write(renderNothing(finding, createPage(process.stdout)));
    process.exitCode = NOT_JUDGED;
    return;
  }

  const usual = await parseDraft(renderConfig(pipelines), worktree);
  const tried = await examine(usual, worktree, storage);
  const fit = await fitLimits(pipelines, usual, tried.recordings);
  const text = renderConfig(fit);
  const isFit = fit.some(({ limits }) => limits);
  const examined = isFit ? await examine(await parseDraft(text, worktree), worktree, storage) : tried;
  const warnings = [...examined.recordings, ...examined.pipelines].flatMap(({ config: { name }, warnings }) =>
    warnings.map((warning) => `${name}: ${warning}`),
  );
  await write(target, text);
  process.stdout.write(renderWritten(configPath, { ...finding, pipelines: fit }, warnings, createPage(process.stdout)));
}

function rootOf({ root }: LocalRepository): string {
  // A bare repository has no working tree, and asking for that has thrown before.
  if (root === undefined) throw new Error('a repository without a working directory');
  return root;
}

async function refuseToOverwrite(target: string): Promise<void> {
  const exists = await lstat(target).then(
    () => true,
    () => false,
  );
  if (!exists) return;
  throw new UsageError([{ file: configPath, message: 'exists already', expected: '--force to replace it' }]);
}

/** Recordings with their first records. What cannot be read is left out, with the reason; so is what holds none. */
async function sample(
  groups: readonly RecordingGroup[],
  root: string,
  storage: RecordingStorage,
  schemas: readonly FoundSchema[],
): Promise<{ sampled: SampledRecording[]; unusable: string[] }> {
  const sampled: SampledRecording[] = [];
  const unusable: string[] = [];
  for (const group of groups) {
    try {
      const files = group.paths.slice(0, MOST_FILES).map(
        (path, index): RecordingFile => ({
          ...formatOf(path, { format: envelopeByName(path) }),
          ...{ path: join(root, path), name: path, index },
        }),
      );
      const named = envelopeFor(envelopeByName(group.files));
      const raw = named ? { records: [], types: {} } : await sampleFiles(files, schemas);
      const envelope = named ?? envelopes.find((one) => one.recognise?.(raw.records));
      const records = envelope?.open ? await openedRecords(group, envelope, storage) : raw.records;
      if (records.length > 0) sampled.push({ ...group, ...raw, envelope, records });
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      const [first] = error.problems;
      if (first) unusable.push(`left out: ${formatProblem(first)}`);
    }
  }
  return { sampled, unusable };
}

/** Columns are read as the schema that fits them says. */
async function sampleFiles(
  files: readonly RecordingFile[],
  schemas: readonly FoundSchema[],
): Promise<Pick<SampledRecording, 'records' | 'types' | 'dialect'>> {
  const sample = (some: readonly RecordingFile[]) => firstRecords(some, SAMPLED);
  const wanted = (names: readonly string[]) => {
    const columns = Object.fromEntries(names.map((name) => [name, null]));
    return best(schemas, (schema) => schemaFit(schema, [columns]))?.types ?? new Map();
  };
  const format = formats.find(({ id }) => files.every((file) => file.format === id));
  const proposal = await format?.propose?.(files, wanted, sample);
  const { types = {}, dialect } = proposal ?? {};
  return { records: await sample(proposal?.files ?? files), types, ...(dialect && { dialect }) };
}

async function openedRecords(
  { name, files }: RecordingGroup,
  { id, parts }: Envelope,
  storage: RecordingStorage,
): Promise<unknown[]> {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  return firstRecords(await resolveFiles({ name, files, format: id, ...parts, range }, storage), SAMPLED);
}

function withOwners(draft: DraftPipeline, codeowners: string | undefined): DraftPipeline {
  const path = draft.steps.findLast((step) => step.kind !== 'recorded')?.path;
  // Who reads a table and says so is nearer to the impact than who owns its schema.
  if (codeowners === undefined || path === undefined || draft.owners.length > 0) return draft;
  return { ...draft, owners: ownersOf(fileOf(path), codeowners), ownersFrom: 'CODEOWNERS' };
}

async function write(target: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(target), { recursive: true });
    // Never through a link that may stand there.
    await rm(target, { force: true });
    await writeFile(target, text, { flag: 'wx' });
  } catch (cause) {
    const found = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new UsageError([{ file: configPath, message: 'cannot be written', found }], { cause });
  }
}
