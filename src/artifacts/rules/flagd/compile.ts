/** Makes a stage of a flag, or of all flags of a file. The document is the evaluation context. */
import { type FeatureFlag, FlagdCore } from '@openfeature/flagd-core';
import { holdsBigint, inDoubles } from '../../../document/doubles.ts';
import { isObject } from '../../../document/is-object.ts';
import { partOf } from '../../../document/part.ts';
import { compileRead, pointerTokens, toPointer } from '../../../document/pointer.ts';
import type { Source } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import type { Artifact, Document, Outcome, Stage } from '../../engine.ts';
import { parseWhole, withinStack } from '../../parse.ts';
import { checkRule } from '../json-logic/check.ts';
import type { Dialect } from '../json-logic/dialect.ts';
import { pathsRead } from '../json-logic/names-read.ts';
import { dialect as jsonLogic } from '../json-logic-engine/operators.ts';
import { compileFlatness, type Members } from '../sight.ts';
import { evaluatorsOf } from './evaluators.ts';
import { flagsIn } from './flags.ts';

const dialect: Dialect = {
  ...jsonLogic,
  id: 'flagd',
  operators: new Set([...jsonLogic.operators, 'starts_with', 'ends_with', 'sem_ver', 'fractional', '$ref']),
  literals: new Set([...jsonLogic.literals, '$ref']),
};

const SILENT = { error() {}, warn() {}, info() {}, debug() {} };

/** Throws ArtifactError where a flag uses what flagd lacks, or flagd does not take the file. */
export async function compile(artifact: Artifact): Promise<Stage> {
  const source = parseWhole(artifact);
  const { file, value: root } = source;
  const names = namesIn(artifact, root);
  if (names.length === 0) {
    throw new ArtifactError([{ file, line: 1, column: 1, message: 'no flag', expected: 'flags: { <name>: … }' }]);
  }
  withinStack(file, () => checkTargeting(source, names));
  const core = new FlagdCore(undefined, SILENT);
  const text = JSON.stringify(root);
  try {
    withinStack(file, () => core.setConfigurations(text));
  } catch (cause) {
    if (cause instanceof ArtifactError) throw cause;
    const found = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : undefined;
    throw new ArtifactError([{ file, line: 1, column: 1, message: 'flagd does not take the file', found }], { cause });
  }
  const flags = names.map((name) => [name, core.getFlag(name)] as const);
  const asksClock = readsClock(artifact, root, names);
  const clock = clockOf(artifact, asksClock);
  const isWhole = artifact.pointer === undefined;
  const paths = pathsIn(root, names);
  const contextOf = contextMaker(paths);
  return {
    // The library's copy of the context inherits what stands in `__proto__`.
    ...(paths && { reads: [...paths, ...timePath(artifact, asksClock), ['__proto__']] }),
    run: (batch) =>
      batch.map((document): Outcome => {
        const context = isObject(document) ? contextOf(document) : {};
        const time = clock(document);
        if (typeof time === 'string') return { outcome: 'unreplayable', reason: time };
        return at(time, () => (isWhole ? all(flags, context) : one(flags[0]?.[1], context)));
      }),
  };
}

type Context = Parameters<FeatureFlag['evaluate']>[0];

/** Paths into the context that flags can read; undefined where it may be any. */
function pathsIn(root: unknown, names: readonly string[]): readonly (readonly string[])[] | undefined {
  const flags = flagsIn(root);
  const targeting = names.map((name) => flags[name]?.targeting);
  const paths = pathsRead([targeting, isObject(root) ? root.$evaluators : undefined], dialect);
  // That is who is bucketed where a flag does not say by what.
  return paths && [...paths, ['targetingKey']];
}

/** The library gets doubles; what no targeting reads need not be looked through. */
function contextMaker(paths: ReturnType<typeof pathsIn>): (document: Members) => Context {
  const isFlat = paths ? compileFlatness(paths) : () => false;
  return (document) => (isFlat(document) || !holdsBigint(document) ? document : inDoubles(document)) as Context;
}

function namesIn({ pointer }: Artifact, root: unknown): string[] {
  const names = Object.keys(flagsIn(root));
  if (pointer === undefined) return names;
  const [first, name = '', more] = pointerTokens(pointer);
  return first === 'flags' && more === undefined && names.includes(name) ? [name] : [];
}

/** What a flag may read of `$flagd` beside its own name. */
function readsClock(artifact: Artifact, root: unknown, names: readonly string[]): boolean {
  const flags = flagsIn(root);
  const isWhole = artifact.pointer === undefined;
  const shared = isWhole && isObject(root) ? root.$evaluators : evaluatorsOf(artifact);
  const text = JSON.stringify([names.map((name) => flags[name]), shared]);
  return text.includes('"$flagd.timestamp"') || text.includes('"$flagd"');
}

/** Throws ArtifactError. */
function checkTargeting(source: Source, names: readonly string[]): void {
  const evaluators = isObject(source.value) && isObject(source.value.$evaluators) ? source.value.$evaluators : {};
  const places = [
    ...names.map((name) => toPointer(['flags', name, 'targeting'])),
    ...Object.keys(evaluators).map((name) => toPointer(['$evaluators', name])),
  ];
  for (const place of places) {
    const part = partOf(source, place);
    if (part) checkRule(part, dialect);
  }
}

/** Null is the default of whoever asks for the flag: of one that is disabled, or that has no default variant. */
function one(flag: FeatureFlag | undefined, context: Context): Outcome {
  if (!flag || flag.state === 'DISABLED') return { outcome: 'ok', value: null };
  const found = flag.evaluate(context);
  if (found.reason !== 'ERROR') return { outcome: 'ok', value: found.value ?? null };
  // Its message may hold what a record holds.
  const isVariant = found.errorMessage?.startsWith('Variant') ?? false;
  const reason = isVariant ? 'its targeting gives a variant that it does not have' : 'its targeting broke';
  return { outcome: 'failed', reason: `flag ${JSON.stringify(flag.key)}: ${reason}` };
}

function all(flags: readonly (readonly [string, FeatureFlag | undefined])[], context: Context): Outcome {
  const values: Record<string, unknown> = {};
  for (const [name, flag] of flags) {
    const outcome = one(flag, context);
    if (outcome.outcome !== 'ok') return outcome;
    // Assigning to this name would set the object's prototype.
    if (name !== '__proto__') values[name] = outcome.value;
    else Object.defineProperty(values, name, { value: outcome.value, enumerable: true });
  }
  return { outcome: 'ok', value: values };
}

/** Milliseconds at which a record came, undefined where no flag asks; a text says why it is not known. */
function clockOf({ options }: Artifact, asks: boolean): (document: Document) => number | string | undefined {
  if (!asks) return () => undefined;
  const { timestamp } = options ?? {};
  if (typeof timestamp !== 'string') {
    return () => 'the flag reads $flagd, which holds the time: say by `timestamp` where a record has it';
  }
  const read = compileRead(timestamp);
  return (document) => {
    const found = read(document);
    const time = typeof found === 'number' ? found * 1000 : typeof found === 'string' ? Date.parse(found) : Number.NaN;
    return Number.isFinite(time) ? time : `the recording has no time at ${timestamp}`;
  };
}

/** Where a record has its time, if a flag asks for it. */
function timePath({ options }: Artifact, asks: boolean): string[][] {
  return asks && typeof options?.timestamp === 'string' ? [pointerTokens(options.timestamp)] : [];
}

/** The library asks the clock; in a replay it is the record's. Nothing else runs meanwhile. */
function at<T>(time: number | undefined, work: () => T): T {
  if (time === undefined) return work();
  const { now } = Date;
  Date.now = () => time;
  try {
    return work();
  } finally {
    Date.now = now;
  }
}
