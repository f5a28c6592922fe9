/** Tells by content what a file of a repository is: an engine's, a mapping that may hold params, or what is not read yet. */
import type { Artifact, Engine, Options } from '../../artifacts/engine.ts';
import { type Files, loadArtifact } from '../../artifacts/load.ts';
import { type NamedContent, sourceIn } from '../../artifacts/named-content.ts';
import type { Described, Outline } from '../../artifacts/outline.ts';
import { partsIn, recognisers } from '../../artifacts/recognise.ts';
import { defaultEngine, selected } from '../../config/engines.ts';
import type { UnreadFormat } from '../../config/unread.ts';
import { unreadDocument } from '../../config/unread-document.ts';
import { isObject } from '../../document/is-object.ts';
import { pointerTokens } from '../../document/pointer.ts';
import { formatProblem, WeirError } from '../../errors.ts';
import { type Consumer, consumersIn, isOfConsumersAlone } from './consumers.ts';
import { eachOf, explainLists, namedParts } from './parts.ts';

export interface FoundSchema extends Described {
  readonly path: string;
  /** Undefined for the default. */
  readonly engine: string | undefined;
  /** What a step says to name it among others of its file. */
  readonly options: Options | undefined;
}

export interface FoundRules {
  readonly kind: 'rules' | 'model';
  /** Of a file, or of a part of one: `rules/fraud.json#/rules/velocity/when`. */
  readonly path: string;
  /** Of one among several rules of a file: what tells it from the others. */
  readonly name?: string;
  /** Where every rule of the file can be named at once: a pointer with a star in place of the names. */
  readonly each?: string;
  /** Undefined for the default. */
  readonly engine: string | undefined;
  /** Paths into the document, params left out; undefined where that cannot be told. */
  readonly reads: readonly (readonly string[])[] | undefined;
  /** Paths into the params. */
  readonly params: readonly (readonly string[])[];
  readonly literals: readonly unknown[];
  /** It says which model answers, and its step where in the record the answer is. */
  readonly readsRecord: boolean;
  /** Its step may say where in the document each input stands. */
  readonly takesInputs: boolean;
  /** What its result is called, where something that reads it says so. */
  readonly into?: string;
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
  /** Who reads tables, as other tools' files say. */
  readonly consumers: readonly Consumer[];
}

/** In a format that Weir knows and does not read yet. */
export interface FoundUnread {
  readonly format: UnreadFormat;
  readonly path: string;
  /** Of what tells, where the name does not. */
  readonly line?: number;
}

/** An artifact with the engine that takes it. */
interface Taken {
  readonly artifact: Artifact;
  readonly engine: Engine;
  /** Of each of the schemas that a file holds; of anything else one. */
  readonly outlines: readonly { readonly outline: Outline; readonly options?: Options }[];
}

/** Files that do not parse, and those that are none of these, are left out. */
export async function classify(documents: readonly NamedContent[], files: Files): Promise<Found> {
  const schemas: FoundSchema[] = [];
  const rules: FoundRules[] = [];
  const params: FoundParams[] = [];
  const doubtful: string[] = [];
  const unread: FoundUnread[] = [];
  const consumers: Consumer[] = [];
  for (const file of documents) await look(file);
  return { schemas, rules, params, doubtful, unread, consumers };

  async function look(file: NamedContent): Promise<void> {
    const { path } = file;
    consumers.push(...(consumersIn(file) ?? []));
    if (isOfConsumersAlone(file)) return;
    const candidates = recognisers(file).filter(({ selectedBy }) => selectedBy !== 'params');
    if (candidates.length > 0) {
      const { taken, refusal } = await take(path, candidates, files);
      if (!taken) doubtful.push(`left out: ${refusal}`);
      else if (taken.engine.kind === 'schema') schemas.push(...asSchemas(taken));
      else rules.push(asRules(taken));
      return;
    }
    const source = sourceIn(file);
    const other = source && unreadDocument(source.value);
    if (other) {
      unread.push({ format: other.format, path, line: source.keyRange(`/${other.key}`).line });
      return;
    }
    const parts = partsIn(file);
    const named = namedParts(source?.value, parts?.pointers ?? []);
    const lists = explainLists(path, source?.value, parts?.pointers ?? []);
    if (parts && named.length > 1) {
      rules.push(...(await asNamed(file, named, parts.engine, files)));
      return;
    }
    doubtful.push(...lists);
    if (lists.length === 0 && isObject(source?.value) && selected('params', path)) {
      params.push({ path, value: source.value });
    }
  }
}

/** The first engine that has nothing against the artifact; else what the first of them has against it. */
async function take(
  path: string,
  candidates: readonly Engine[],
  files: Files,
): Promise<{ readonly taken?: Taken; readonly refusal?: string }> {
  let refusal: string | undefined;
  for (const engine of candidates) {
    try {
      const artifact = await loadArtifact(files, path, engine);
      if (!artifact) continue;
      await engine.inspect?.(artifact);
      return { taken: { artifact, engine, outlines: await outlinesOf(artifact, engine) } };
    } catch (error) {
      if (!(error instanceof WeirError)) throw error;
      const [first] = error.problems;
      refusal ??= first && formatProblem({ ...first, nearest: undefined });
    }
  }
  return { refusal: refusal ?? path };
}

async function outlinesOf(artifact: Artifact, engine: Engine): Promise<Taken['outlines']> {
  const choices = engine.choices?.(artifact) ?? [];
  if (choices.length === 0) return [{ outline: (await engine.outline?.(artifact)) ?? {} }];
  return Promise.all(
    choices.map(async (options) => ({ options, outline: (await engine.outline?.({ ...artifact, options })) ?? {} })),
  );
}

function asSchemas({ artifact: { path }, engine, outlines }: Taken): FoundSchema[] {
  const nothing: Described = { properties: [], required: [], types: new Map() };
  return outlines.map(({ outline: { describes }, options }) => {
    return { path, engine: nameOf(engine, path), options, ...(describes ?? nothing) };
  });
}

function asRules({ artifact: { path }, engine, outlines: [first] }: Taken): FoundRules {
  const { reads, params = [], answers = [] } = first?.outline ?? {};
  return {
    kind: engine.kind === 'model' ? 'model' : 'rules',
    ...{ path, reads, params, literals: answers },
    engine: nameOf(engine, path),
    readsRecord: engine.readsRecord === true,
    takesInputs: Object.hasOwn(engine.options, 'inputs'),
  };
}

/** Undefined where weir.yml need not say it. */
function nameOf({ id, kind }: Engine, path: string): string | undefined {
  return defaultEngine(kind, path) === id ? undefined : id;
}

/** Those that the engine takes; Weir's pointers name rules in mappings, so lists of rules are left out. */
async function asNamed(
  file: NamedContent,
  pointers: readonly string[],
  engine: Engine,
  files: Files,
): Promise<FoundRules[]> {
  const value = sourceIn(file)?.value;
  const tokens = pointers.map(pointerTokens);
  const apart = tokens[0]?.findIndex((token, index) => tokens.some((other) => other[index] !== token)) ?? 0;
  const each = eachOf(value, tokens, apart);
  const found: FoundRules[] = [];
  for (const [index, pointer] of pointers.entries()) {
    const { taken } = await take(`${file.path}#${pointer}`, [engine], files);
    if (taken) found.push({ ...asRules(taken), name: tokens[index]?.[apart] ?? pointer });
  }
  // All or none: with `each`, a rule that no engine takes would be a step, too.
  return each !== undefined && found.length === pointers.length ? found.map((rule) => ({ ...rule, each })) : found;
}
