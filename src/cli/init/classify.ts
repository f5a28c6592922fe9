/** Tells by content what a file of a repository is: a JSON Schema, a JSONLogic rule, a mapping that may hold params. */
import type { Artifact } from '../../artifacts/engine.ts';
import { loadArtifact, type Read } from '../../artifacts/load.ts';
import { checkRule } from '../../artifacts/rules/json-logic/check.ts';
import type { Dialect } from '../../artifacts/rules/json-logic/dialect.ts';
import { literalResults, looksLikeRule, readsOf } from '../../artifacts/rules/json-logic/reads.ts';
import { dialect as compiled } from '../../artifacts/rules/json-logic-engine/operators.ts';
import { dialect as reference } from '../../artifacts/rules/json-logic-js/operators.ts';
import { dialectOf } from '../../artifacts/schema/json-schema/dialect.ts';
import { jsonSchema } from '../../artifacts/schema/json-schema/index.ts';
import { isObject } from '../../artifacts/schema/json-schema/keywords.ts';
import { openLibrary } from '../../artifacts/schema/json-schema/library.ts';
import { expand, shapeOf } from '../../artifacts/schema/json-schema/shape.ts';
import type { UnreadFormat } from '../../config/unread.ts';
import { unreadDocument } from '../../config/unread-document.ts';
import { partOf } from '../../document/part.ts';
import { pointerTokens } from '../../document/pointer.ts';
import { parseSource, type Source } from '../../document/source.ts';
import { formatProblem, WeirError } from '../../errors.ts';
import { type ColumnType, columnTypeOf } from './column-type-of.ts';
import { eachOf, explainLists, namedRules } from './named-rules.ts';
import { quietly } from './quietly.ts';

export interface FoundSchema {
  readonly path: string;
  /** Names of an object's members as the schema knows them. */
  readonly properties: readonly string[];
  readonly required: readonly string[];
  /** What a column of a CSV would hold for it, of properties that are numbers, booleans or texts. */
  readonly types: ReadonlyMap<string, ColumnType>;
}

export interface FoundRules {
  /** Of a file, or of a part of one: `rules/fraud.json#/rules/velocity/when`. */
  readonly path: string;
  /** Of one among several rules of a file: what tells it from the others. */
  readonly name?: string;
  /** Where every rule of the file can be named at once: a pointer with a star in place of the names. */
  readonly each?: string;
  /** Undefined for the default. */
  readonly engine: string | undefined;
  /** Paths into the document, params left out. */
  readonly reads: readonly (readonly string[])[];
  /** Paths into the params. */
  readonly params: readonly (readonly string[])[];
  readonly literals: readonly unknown[];
}

export interface FoundParams {
  readonly path: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Found {
  readonly schemas: readonly FoundSchema[];
  readonly rules: readonly FoundRules[];
  readonly params: readonly FoundParams[];
  /** What looks like rules and is none that an engine takes, each with the reason. */
  readonly doubtful: readonly string[];
  readonly unread: readonly FoundUnread[];
}

/** In a format that Weir knows and does not read yet. */
export interface FoundUnread {
  readonly format: UnreadFormat;
  readonly path: string;
  /** Of what tells, where the name does not. */
  readonly line?: number;
}

/** Files that do not parse, and those that are none of these, are left out. */
export async function classify(documents: readonly { path: string; text: string }[], read: Read): Promise<Found> {
  const schemas: FoundSchema[] = [];
  const rules: FoundRules[] = [];
  const params: FoundParams[] = [];
  const doubtful: string[] = [];
  const unread: FoundUnread[] = [];
  for (const { path, text } of documents) {
    const source = quietly(() => parseSource(text, path, WeirError, () => {}));
    if (Array.isArray(source?.value)) doubtful.push(...explainLists(path, source.value));
    if (!source || !isObject(source.value)) continue;
    const other = unreadDocument(source.value);
    if (other) {
      unread.push({ format: other.format, path, line: source.keyRange(`/${other.key}`).line });
      continue;
    }
    const dialects = [reference, compiled].filter((dialect) => looksLikeRule(source.value, dialect));
    const refusals = dialects.map((dialect) => refusal(dialect, source));
    const dialect = dialects[refusals.indexOf(undefined)];
    if (dialect) rules.push(describeRules(source, dialect));
    else if (refusals[0] !== undefined) doubtful.push(`left out: ${refusals[0]}`);
    else if (isSchemaFile(source.value)) schemas.push(...(await asSchema(path, read)));
    else if (namedRules(source.value).length > 1) rules.push(...describeNamed(source));
    else {
      const lists = explainLists(path, source.value);
      doubtful.push(...lists);
      if (lists.length === 0) params.push({ path, value: source.value });
    }
  }
  return { schemas, rules, params, doubtful, unread };
}

/** Those that the reference engine takes; Weir's pointers name rules in mappings, so lists of rules are left out. */
function describeNamed(source: Source): FoundRules[] {
  const pointers = namedRules(source.value);
  const tokens = pointers.map(pointerTokens);
  const apart = tokens[0]?.findIndex((token, index) => tokens.some((other) => other[index] !== token)) ?? 0;
  const each = eachOf(source.value, tokens, apart);
  const found = pointers.flatMap((pointer, index): FoundRules[] => {
    const part = partOf(source, pointer);
    if (!part || refusal(reference, part) !== undefined) return [];
    const name = tokens[index]?.[apart] ?? pointer;
    return [{ ...describeRules(part, reference), path: `${source.file}#${pointer}`, name }];
  });
  // All or none: with `each`, a rule that no engine takes would be a step, too.
  return each !== undefined && found.length === pointers.length ? found.map((rule) => ({ ...rule, each })) : found;
}

function describeRules({ value, file }: Source, dialect: Dialect): FoundRules {
  const reads = readsOf(value);
  return {
    path: file,
    engine: dialect === reference ? undefined : dialect.id,
    reads: reads.filter(([first]) => first !== 'params'),
    params: reads.filter(([first, second]) => first === 'params' && second !== undefined).map((path) => path.slice(1)),
    literals: literalResults(value),
  };
}

/** Why the engine does not take it, the first reason. */
function refusal(dialect: Dialect, source: Source): string | undefined {
  try {
    checkRule(source, dialect);
    return undefined;
  } catch (error) {
    if (!(error instanceof WeirError)) throw error;
    return error.problems[0] && formatProblem({ ...error.problems[0], nearest: undefined });
  }
}

/** Files of many tools name the schema that they follow in `$schema`; only a draft's own address makes one a schema. */
function isSchemaFile(value: Readonly<Record<string, unknown>>): boolean {
  if (value.$schema !== undefined) return dialectOf(value) !== undefined;
  return (
    isObject(value.properties) && (value.type === 'object' || value.required !== undefined || value.$id !== undefined)
  );
}

async function asSchema(path: string, read: Read): Promise<FoundSchema[]> {
  try {
    const artifact = await loadArtifact(read, path, jsonSchema);
    return artifact ? [describe(artifact)] : [];
  } catch (error) {
    if (error instanceof WeirError) return [];
    throw error;
  }
}

function describe(artifact: Artifact): FoundSchema {
  const library = openLibrary(artifact);
  const { properties, required } = shapeOf(library, [{ place: library.root, sure: true }]);
  const types = [...properties].flatMap(([name, parts]): [string, ColumnType][] => {
    const type = columnTypeOf(expand(library, parts).map(({ place }) => place.schema));
    return type === undefined ? [] : [[name, type]];
  });
  return { path: artifact.path, properties: [...properties.keys()], required, types: new Map(types) };
}
