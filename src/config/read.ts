/**
 * Whose weir.yml judges: base's. A change cannot weaken the rules that it is judged by, so head's is checked and its
 * effect described, no more; only where base has none does head's count.
 */
import { ConfigError, locating, type Problem } from '../errors.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import type { Config } from './config.ts';
import { describeChanges } from './describe-changes.ts';
import { readEach } from './each/read.ts';
import { configPath, parseConfig } from './load.ts';

export interface JudgingConfig {
  readonly config: Config;
  readonly from: 'base' | 'head' | 'file';
  /** What head would change, in words; not in force yet. */
  readonly changes: readonly string[];
  /** Head's own weir.yml, where it could be read: what it names has to be there once it is merged. */
  readonly proposed?: Config;
  /** The weir.yml where head left the branch, where that is neither the one that judges nor wrong. */
  readonly before?: Config;
  /** What is wrong with head's weir.yml as far as it tells by itself. */
  readonly problems?: readonly Problem[];
  /** Head's weir.yml is the same: what changes is what the files hold of which it asks for each rule. */
  readonly isSameText?: true;
  /** There is no weir.yml at all: nothing is governed here, and nobody elsewhere has a say. */
  readonly isNone?: true;
}

/**
 * @param trunk where base's weir.yml stands, if not at base itself: on the tip of the branch that a change goes to, so that
 *   a branch from before the limits became tighter is judged by what holds now
 * @throws ConfigError where there is no weir.yml, or where that of either side is wrong
 */
export async function readConfig(base: Snapshot, head: Snapshot, trunk: Snapshot = base): Promise<JudgingConfig> {
  const [inForce, atBase, atHead] = await Promise.all([trunk, base, head].map((side) => side.read(configPath)));
  const changed = atHead !== atBase;
  if (inForce === undefined) {
    if (atHead === undefined || (trunk !== base && !changed)) throw new ConfigError([MISSING]);
    const config = await parseAt(head, atHead);
    return { config, from: 'head', changes: [], proposed: config };
  }
  const config = await parseBase(trunk, inForce, { snapshot: head, text: atHead });
  if (!changed || atHead === inForce) {
    // The same weir.yml may name other rules at head, where it asks for each of a file.
    if (config.pipelines.every(({ steps }) => steps.every(({ path }) => !path?.includes('#/'))))
      return { config, from: 'base', changes: [], proposed: config };
    const proposed = await parseAt(head, atHead ?? inForce).catch(ifConfigError(config));
    return { config, from: 'base', changes: describeChanges(config, proposed), proposed, isSameText: true };
  }
  if (atHead === undefined) return { config, from: 'base', changes: [`${configPath} is removed`], problems: [REMOVED] };
  try {
    const proposed = await parseAt(head, atHead);
    const isOther = atBase !== undefined && atBase !== inForce;
    const before = isOther ? await parseAt(base, atBase).catch(ifConfigError(undefined)) : undefined;
    return { config, from: 'base', changes: describeChanges(config, proposed), proposed, ...(before && { before }) };
  } catch (error) {
    if (!(error instanceof ConfigError) || config.configChanges === 'block') throw error;
    return { config, from: 'base', changes: [`${configPath} is changed`], problems: error.problems };
  }
}

/** `readConfig`, for a repository that others read and that may have no weir.yml of its own. */
export async function readConfigIfAny(base: Snapshot, head: Snapshot, trunk: Snapshot = base): Promise<JudgingConfig> {
  const texts = await Promise.all([trunk, base, head].map((side) => side.read(configPath)));
  if (texts.some((text) => text !== undefined)) return readConfig(base, head, trunk);
  const config = parseConfig('version: 1\nconsumers: { "*/*": inform }\n', configPath);
  return { config, from: 'base', changes: [], isNone: true };
}

const REMOVED: Problem = {
  file: configPath,
  side: 'head',
  message: 'is removed: once this is merged, nothing is governed any more',
};

const MISSING = {
  file: configPath,
  message: 'does not exist, neither at base nor at head',
  expected: 'a weir.yml; `weir init` writes one',
};

/** A file whose rules are no longer found at head fails its pipelines by itself. */
function ifConfigError<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof ConfigError) return otherwise;
    throw error;
  };
}

/** A change that mends base's weir.yml cannot be judged by it, and must not be shut out for that without a word. */
async function parseBase(
  base: Snapshot,
  text: string,
  head: { readonly snapshot: Snapshot; readonly text: string | undefined },
): Promise<Config> {
  try {
    return await parseAt(base, text, 'base');
  } catch (error) {
    if (!(error instanceof ConfigError) || head.text === undefined) throw error;
    const mends = await parseAt(head.snapshot, head.text).catch(ifConfigError(undefined));
    if (!mends) throw error;
    const message = `head mends ${configPath}: merge it without a verdict, or judge it by itself with --config ${configPath}`;
    throw new ConfigError([...error.problems, { message }], { cause: error });
  }
}

/** The weir.yml of a snapshot by itself; undefined where it has none. Throws ConfigError where it is wrong. */
export async function readConfigAt(snapshot: Snapshot): Promise<Config | undefined> {
  const text = await snapshot.read(configPath);
  if (text === undefined) return undefined;
  const each = await readEach(text, configPath, (path) => snapshot.read(path));
  return parseConfig(text, configPath, { each });
}

/** With the rules that a snapshot's files hold. */
async function parseAt(snapshot: Snapshot, text: string, side = 'head'): Promise<Config> {
  const each = await readEach(text, configPath, (path) => snapshot.read(path));
  return await locating(new Map(), side, () => parseConfig(text, configPath, { each }));
}
