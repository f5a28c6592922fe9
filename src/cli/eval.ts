/** `weir eval`: what one artifact answers to documents on standard input, a line of JSON each. */
import { Command } from 'commander';
import type { Artifact } from '../artifacts/engine.ts';
import { loadArtifact } from '../artifacts/load.ts';
import { engineFor } from '../artifacts/registry.ts';
import { locating, UsageError } from '../errors.ts';
import { evaluateLines } from '../replay/evaluate/evaluate-lines.ts';
import { closing } from './closing.ts';
import { type Assignments, addressAndFile } from './diff/assignments.ts';
import { optionsOf } from './diff/step-options.ts';
import { chooseEngine } from './eval/choose-engine.ts';
import { chunksOf } from './eval/chunks.ts';
import { type Folder, folderOf } from './eval/folder.ts';
import { pointer } from './parse-option.ts';
import { type OutsideOptions, surroundingsOf } from './surroundings.ts';

interface EvalOptions extends OutsideOptions {
  readonly engine?: string;
  readonly params?: string;
  readonly into?: string;
  readonly table?: string;
  readonly vendored?: Assignments;
}

export function evalCommand(): Command {
  return new Command('eval')
    .description(
      'evaluate one artifact on documents, a line of JSON each on standard input, and answer each with a line',
    )
    .argument('<artifact>', 'a schema, rules, a model or a program; behind a # a pointer to a part of the file')
    .option('--engine <name>', 'what reads it (default: what weir.yml says of it, else what its content tells)')
    .option('--params <file>', 'params that it reads, as of a pipeline')
    .option('--into <pointer>', 'write the result there, and answer with the whole document', pointer)
    .option('--table <name>', 'which of several tables, models, objects or messages that the file holds')
    .option(
      '--vendored <copy>',
      'a file that stands for a schema elsewhere, address=file; may be repeated',
      addressAndFile,
    )
    .option('--allow-programs', 'run the program, on this machine')
    .addHelpText(
      'after',
      closing(
        'A line out is {"outcome":"ok","result":…}, or {"outcome":"rejected"|"failed"|"unreplayable","reason":"…"}.' +
          '\nExit status: 0 evaluated, whatever came out; 2 not.',
      ),
    )
    .action(run);
}

/** Throws WeirErrors. */
async function run(
  path: string,
  { engine: named, params, into, table, vendored, ...allowed }: EvalOptions,
): Promise<void> {
  const folder = await folderOf(path);
  const chosen = await chooseEngine(folder, named);
  if (chosen.engine.kind === 'schema' && into !== undefined) {
    throw new UsageError([{ message: '--into is for what gives a result; a schema gives the document itself' }]);
  }
  const options = optionsOf(chosen.engine, { table, vendored }) ?? chosen.options;
  const artifact = await load(folder, chosen.engine.id, options);
  if (chosen.engine.asksAcross?.(artifact)) {
    process.stderr.write(`${path}: unique keys and relationships are not judged, since each line is evaluated alone\n`);
  }
  const evaluated = {
    engine: chosen.engine.id,
    artifact,
    ...(params !== undefined && { params: await load(await folderOf(params), 'params') }),
    ...(into !== undefined && { into }),
  };
  const write = writerTo(process.stdout);
  // It is the weir.yml of whoever asks.
  const outside = surroundingsOf(allowed, process.env, {
    from: 'base',
    jobs: 1,
    say: (text) => void process.stderr.write(text),
  });
  await locating(artifact.files, undefined, async () => {
    for await (const lines of evaluateLines(evaluated, chunksOf(process.stdin), outside)) {
      if (!(await write(lines))) return;
    }
  });
}

/** Writes to a stream that waits for who reads slowly; false once nobody reads any more. */
function writerTo(stream: NodeJS.WriteStream): (text: string) => Promise<boolean> {
  let isRead = true;
  let ready: (() => void) | undefined;
  stream.on('drain', () => ready?.());
  stream.on('error', () => {
    isRead = false;
    ready?.();
  });
  return async (text) => {
    if (isRead && !stream.write(text)) {
      await new Promise<void>((resolve) => {
        ready = resolve;
      });
    }
    return isRead;
  };
}

async function load(folder: Folder, engine: string, options?: Artifact['options']): Promise<Artifact> {
  const artifact = await loadArtifact(
    folder,
    folder.path,
    engineFor(engine),
    engineFor(engine).gather && folder.list,
    options,
  );
  if (artifact) return artifact;
  const part = folder.pointer === undefined ? '' : `, or has nothing at ${folder.pointer}`;
  throw new UsageError([{ file: folder.path, message: `there is no such file${part}` }]);
}
