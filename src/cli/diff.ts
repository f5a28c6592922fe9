/** `weir diff`: the edits between two versions of an artifact, without a repository and without a weir.yml. */
import { extname } from 'node:path';
import { Command } from 'commander';
import { withReplacedLines } from '../artifacts/diff/replaced-lines.ts';
import { directionsOf } from '../artifacts/directions.ts';
import { editsBetween } from '../artifacts/edits-between.ts';
import type { Artifact, Engine, Options } from '../artifacts/engine.ts';
import { loadArtifact, withGone } from '../artifacts/load.ts';
import { readNamed } from '../artifacts/named-content.ts';
import { reported } from '../artifacts/reported.ts';
import { locating, UsageError, WeirError } from '../errors.ts';
import { withLines } from '../report/edit-lines.ts';
import { createPaint } from '../report/terminal/paint.ts';
import { addressOf } from './addresses.ts';
import { closing } from './closing.ts';
import { type Assignments, addressAndFile, idAndFile, tableAndFile } from './diff/assignments.ts';
import { withEndings } from './diff/endings.ts';
import { engineOf } from './diff/engine-of.ts';
import { type Folder, folderOf } from './diff/folder.ts';
import type { Traffic } from './diff/hits.ts';
import { type Compared, renderCompared, toJson } from './diff/render.ts';
import { notesOn } from './diff/soundness.ts';
import { optionsOf } from './diff/step-options.ts';
import { findWitnesses } from './diff/witnesses.ts';
import { wantsColour } from './wants-colour.ts';
import { writeFile } from './write-file.ts';

interface DiffOptions {
  readonly format?: string;
  readonly json?: string;
  readonly traffic?: string;
  readonly trafficFormat?: string;
  readonly input?: string;
  readonly table?: string;
  readonly vendored?: Assignments;
  readonly related?: Assignments;
  readonly avroId?: Assignments;
  readonly avroRegistry?: string;
  readonly avroSchemas?: string;
}

/** Exit status where some reader of either version may fail. */
const NOT_COMPATIBLE = 1;

export function diffCommand(): Command {
  return new Command('diff')
    .description('list the edits between two versions of a schema, of rules or of a model config')
    .argument('<base>', 'the file as it was')
    .argument('<head>', 'the file as it is to be')
    .option('--format <engine>', 'what reads them (default: by their ending and by what they hold)')
    .option('--traffic <file>', 'recorded messages: count those that each edit alone hits')
    .option('--traffic-format <name>', 'how they are written (default: by their ending)')
    .option('--input <pointer>', 'where in a record the message is (default: the whole record)')
    .option('--table <name>', 'which of several tables, models, objects or messages that the files hold (default: all)')
    .option(
      '--vendored <copy>',
      'a file that stands for a schema elsewhere, address=file; may be repeated',
      addressAndFile,
    )
    .option(
      '--related <table>',
      'the rows of another table to which relationships lead, table=file; may be repeated',
      tableAndFile,
    )
    .option(
      '--avro-id <schema>',
      'the schema that messages with an id were written with, id=file; may be repeated',
      idAndFile,
    )
    .option('--avro-registry <file>', 'an export of the registry that knows the ids of messages')
    .option('--avro-schemas <files>', 'schemas that messages were written with, told by fingerprint')
    .option('--json <file>', 'write the edits as JSON')
    .addHelpText('after', closing('Exit status: 0 compatible both ways, 1 otherwise, 2 where they cannot be compared.'))
    .action(run);
}

/** Throws WeirErrors. */
async function run(base: string, head: string, options: DiffOptions): Promise<void> {
  const { json } = options;
  const folder = withEndings(folderOf(base, head, ...Object.values(options.vendored ?? {})), base, head);
  const compared = await compare(folder, base, head, options).catch((error: unknown) => {
    throw error instanceof WeirError ? found(error, folder) : error;
  });
  if (json !== undefined) await writeFile(json, toJson(compared), 'the edits');
  const width = Math.max(40, Math.min(100, process.stdout.columns ?? 80));
  process.stdout.write(renderCompared(compared, { width, paint: createPaint(wantsColour()) }));
  if (compared.directions.full !== 'compatible') process.exitCode = NOT_COMPATIBLE;
}

async function compare(folder: Folder, base: string, head: string, options: DiffOptions): Promise<Compared> {
  const { format, table, related } = options;
  const paths = [folder.pathOf(base), folder.pathOf(head)] as const;
  // Held as long as they are compared: what was parsed to tell the language is not parsed again.
  const named = await Promise.all(paths.map((path) => readNamed(folder.files, path)));
  const engine = await engineOf(folder, paths, named, format);
  const vendored = options.vendored && mapValues(options.vendored, folder.pathOf);
  const chosen = optionsOf(engine, { table, vendored, related });
  const before = await load(folder, paths[0], engine, chosen);
  const after = await withGone(before, await load(folder, paths[1], engine, chosen), engine, folder.files);
  const edits = await editsBetween(before, after, engine);
  const notes = await locating(after.files, 'head', async () => notesOn(before, after, engine, folder.shown));
  const traffic = trafficOf(options);
  const hits = traffic && (await (await import('./diff/hits.ts')).hitsIn(traffic, before, after, engine, edits));
  const witnesses = await findWitnesses(before, after, engine, edits);
  const all = edits.map((edit, index) => ({
    ...reported(edit),
    ...(witnesses.has(index) && { witness: witnesses.get(index) }),
    ...(hits?.has(index) && { hit: hits.get(index) }),
  }));
  const texts = new Map([[paths[1], { base: textOf(before), head: textOf(after) }]]);
  return {
    engine: `${engine.id}@${engine.version}`,
    base,
    head,
    edits: withLines(withReplacedLines(all, texts), texts).map((edit) => ({
      ...edit,
      artifact: folder.shown(edit.artifact),
    })),
    directions: directionsOf(edits),
    notes,
  };
}

/** Undefined where none is named. */
function trafficOf(options: DiffOptions): Traffic | undefined {
  const { traffic: file, trafficFormat: format, input, avroId: ids, avroRegistry: registry } = options;
  const { avroSchemas: schemas, related } = options;
  const avro = {
    ...(ids && { ids: mapValues(ids, addressOf) }),
    ...(registry !== undefined && { registry: addressOf(registry) }),
    ...(schemas !== undefined && { schemas: addressOf(schemas) }),
  };
  const isAvro = Object.keys(avro).length > 0;
  if (file !== undefined)
    return {
      file,
      ...(format !== undefined && { format }),
      ...(input !== undefined && { input }),
      ...(isAvro && { avro }),
      ...(related && { related }),
    };
  const given = { '--traffic-format': format, '--input': input, '--avro-id': ids, '--related': related };
  const more = { '--avro-registry': registry, '--avro-schemas': schemas };
  const stray = Object.entries({ ...given, ...more }).find(([, value]) => value !== undefined)?.[0];
  if (stray) throw new UsageError([{ message: `${stray} is for messages, and --traffic names none` }]);
  return undefined;
}

function mapValues(map: Assignments, to: (value: string) => string): Assignments {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, to(value)]));
}

async function load(
  { files, list, shown }: Folder,
  path: string,
  engine: Engine,
  options: Options | undefined,
): Promise<Artifact> {
  const artifact = await loadArtifact(files, path, engine, list, options);
  if (artifact) return artifact;
  const name = shown(path);
  // git's name of a file in a commit.
  const isOfCommit = /^[^:]+:[^/:]/.test(name);
  const expected = isOfCommit ? `files on this disk: git show ${name} > base${extname(name)} makes one` : undefined;
  throw new UsageError([{ message: `${name} does not exist`, ...(expected && { expected }) }]);
}

/** Lines are shown of what has some. */
function textOf({ files, path }: Artifact): string | undefined {
  const content = files.get(path);
  return typeof content === 'string' ? content : undefined;
}

/** The same error, of files as the user named them. */
function found(error: WeirError, { shown }: Folder): WeirError {
  const problems = error.problems.map((problem) =>
    problem.file === undefined ? problem : { ...problem, file: shown(problem.file) },
  );
  return new WeirError(problems, { cause: error });
}
