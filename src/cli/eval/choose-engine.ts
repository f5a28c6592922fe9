/** Which engine reads an artifact that is evaluated alone. */

import { extname } from 'node:path';
import type { Engine, Options } from '../../artifacts/engine.ts';
import { readNamed } from '../../artifacts/named-content.ts';
import { recognisers } from '../../artifacts/recognise.ts';
import { engineFor, engines } from '../../artifacts/registry.ts';
import type { StepConfig } from '../../config/config.ts';
import { readEach } from '../../config/each/read.ts';
import { configPath, parseConfig } from '../../config/load.ts';
import { UsageError } from '../../errors.ts';
import type { Folder } from './folder.ts';

export interface Chosen {
  readonly engine: Engine;
  /** What its step in weir.yml says by the engine's own keys. */
  readonly options?: Options;
}

/**
 * The one that is named; else that of the step of weir.yml which names the artifact; else the only one whose files look like
 * this. Throws UsageError where none or several do, and ConfigError.
 */
export async function chooseEngine(folder: Folder, named: string | undefined): Promise<Chosen> {
  const step = await stepOf(folder, named);
  const options = step?.options && { options: step.options };
  if (named !== undefined) return { engine: readable(engineFor(named)), ...options };
  if (step) return { engine: engineFor(step.engine), ...options };
  const ending = extname(folder.file).toLowerCase();
  const possible = engines.filter(({ extensions, selectedBy }) => selectedBy !== 'none' && extensions.includes(ending));
  const [only, another] = possible;
  if (only && !another) return { engine: only };
  const content = await readNamed(folder, folder.file);
  const [own] = content ? recognisers(content) : [];
  if (own) return { engine: own };
  throw new UsageError([
    {
      file: folder.path,
      message: 'nothing says which engine reads it',
      expected: `--engine with one of ${(only ? possible : engines.filter(isReader)).map(({ id }) => id).join(', ')}`,
    },
  ]);
}

function readable(engine: Engine): Engine {
  if (isReader(engine)) return engine;
  const expected = `one of ${engines
    .filter(isReader)
    .map(({ id }) => id)
    .join(', ')}`;
  throw new UsageError([{ message: `the engine "${engine.id}" reads no file`, expected }]);
}

function isReader({ selectedBy }: Engine): boolean {
  return selectedBy !== 'none';
}

/** The first that names the artifact, and this engine, if one is asked for. */
async function stepOf(folder: Folder, engine: string | undefined): Promise<StepConfig | undefined> {
  const text = await folder.read(configPath);
  if (text === undefined) return undefined;
  const each = await readEach(text, configPath, (path) => folder.read(path));
  const steps = parseConfig(text, configPath, { each }).pipelines.flatMap((pipeline) => pipeline.steps);
  return steps.find((step) => step.path === folder.path && (engine === undefined || step.engine === engine));
}
