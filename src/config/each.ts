/**
 * A step with `each` stands for one step for every named rule of a file, with an output and a limit of its own. It is written
 * out here before weir.yml is checked, so that everything else sees plain steps.
 */
import { pointerTokens, toPointer } from '../document/pointer.ts';
import { parseSource, type Source } from '../document/source.ts';
import { ConfigError, WeirError } from '../errors.ts';
import { defaultsOf } from '../measures/defaults.ts';
import { outputMeasures } from '../measures/rows.ts';
import { items, member, members } from './loose.ts';

/** Names of the rules at an `each` of a file, by `keyOfEach`. */
export type EachNames = ReadonlyMap<string, readonly string[]>;

type Read = (path: string) => Promise<string | undefined>;

/** Reads the files of all steps with `each`; of a weir.yml or a file that does not parse, nothing: others complain of that. */
export async function readEach(weirYml: string, path: string, read: Read): Promise<EachNames> {
  const names = new Map<string, readonly string[]>();
  if (!/\beach\b/.test(weirYml)) return names;
  for (const step of quietly(() => eachSteps(parseSource(weirYml, path, ConfigError).value)) ?? []) {
    const text = await read(step.file).catch((error) => {
      if (error instanceof WeirError) return undefined;
      throw error;
    });
    const value =
      text === undefined ? undefined : quietly(() => parseSource(text, step.file, ConfigError, () => {}).value);
    names.set(keyOfEach(step.file, step.each), namesAt(value, step.each));
  }
  return names;
}

/** The same weir.yml with those steps written out; places of what was added are those of what it comes from. */
export function expandEach(source: Source, names: EachNames): Source {
  if (names.size === 0) return source;
  const origins = new Map<string, readonly number[]>();
  const pipelines = members(member(source.value, 'pipelines')).map(([name, pipeline]): [string, unknown] => {
    const written = writeOut(pipeline, names);
    if (written.every(({ parts }) => parts === undefined)) return [name, pipeline];
    origins.set(
      name,
      written.flatMap(({ parts }, index) => (parts ?? [0]).map(() => index)),
    );
    return [name, expandPipeline(pipeline, written)];
  });
  if (origins.size === 0) return source;
  const value = { ...Object.fromEntries(members(source.value)), pipelines: Object.fromEntries(pipelines) };
  const place = (pointer: string) => origin(pointer, origins);
  return {
    ...source,
    value,
    range: (pointer) => source.range(place(pointer)),
    keyRange: (pointer) => source.keyRange(place(pointer)),
    valueRange: (pointer) => source.valueRange(place(pointer)),
  };
}

function expandPipeline(pipeline: unknown, written: readonly WrittenOut[]): unknown {
  const parts = written.flatMap((step) => step.parts ?? []);
  const own = Object.fromEntries(members(member(pipeline, 'outputs')));
  const outputs = {
    ...Object.fromEntries(parts.map(({ name, into }) => [name, { at: into, kind: 'category' }])),
    ...own,
  };
  const limits = members(member(pipeline, 'limits'));
  const isLimited = (name: string) => limits.some(([key]) => key.startsWith(`${name}.`));
  const added = parts
    .filter(({ name }) => !isLimited(name))
    .flatMap(({ name }) => defaultsOf(outputMeasures, `${name}.`));
  return {
    ...Object.fromEntries(members(pipeline)),
    steps: written.flatMap(({ step, parts: own }) => own?.map((part) => part.step) ?? [step]),
    outputs,
    // Without any limit all of them are defaults, and the report says so.
    ...(limits.length > 0 && { limits: Object.fromEntries([...limits, ...added]) }),
  };
}

interface Part {
  readonly name: string;
  readonly into: string;
  readonly step: unknown;
}

/** A step of weir.yml, and the parts that it stands for; undefined for one without `each`, and for one that finds nothing. */
interface WrittenOut {
  readonly step: unknown;
  readonly parts: readonly Part[] | undefined;
}

/** Each part has a name and a place that no other has, or one rule would hide what another answers. */
function writeOut(pipeline: unknown, names: EachNames): WrittenOut[] {
  const outputs = members(member(pipeline, 'outputs')).map(([name, output]): [string, unknown] => [
    name,
    member(output, 'at'),
  ]);
  const used: Used = { outputs: new Map(outputs), names: new Set(), places: new Set() };
  return items(member(pipeline, 'steps')).map((step) => ({ step, parts: partsOf(step, names, used) }));
}

/** What weir.yml's own outputs are at, and what parts are called and write. */
interface Used {
  readonly outputs: ReadonlyMap<string, unknown>;
  readonly names: Set<string>;
  readonly places: Set<string>;
}

function partsOf(step: unknown, names: EachNames, used: Used): Part[] | undefined {
  const [file, each, into] = [member(step, 'rules'), member(step, 'each'), member(step, 'into')];
  if (typeof file !== 'string' || typeof each !== 'string' || typeof into !== 'string') return undefined;
  const found = names.get(keyOfEach(file, each)) ?? [];
  if (found.length === 0) return undefined;
  const { each: _, ...rest } = Object.fromEntries(members(step));
  return found.map((key) => {
    const plain = partName(key);
    const place = firstFree([`${into}/${plain}`], (other) => used.places.has(other));
    const full = [...pointerTokens(into).map(partName), plain].join('_');
    const isTaken = (name: string) => used.names.has(name) || !isAbout(used.outputs.get(name), place);
    const name = firstFree([plain, full], isTaken);
    used.places.add(place);
    used.names.add(name);
    const pointer = toPointer(pointerTokens(each).map((token) => (token === '*' ? key : token)));
    return { name, into: place, step: { ...rest, rules: `${file}#${pointer}`, into: place } };
  });
}

/** What a named rule is called as an output: letters, digits, `_` and `-`. */
export function partName(key: string): string {
  return key.replace(/[^A-Za-z0-9_-]+/g, '_').replace(/^-+/, '') || '_';
}

/** An output of weir.yml's own at a part's place, or inside of it, says what the part's is. */
function isAbout(at: unknown, place: string): boolean {
  return at === undefined || at === place || (typeof at === 'string' && at.startsWith(`${place}/`));
}

/** One of the names, or the last with a number behind it. */
function firstFree(names: readonly string[], taken: (name: string) => boolean): string {
  const free = names.find((name) => !taken(name));
  if (free !== undefined) return free;
  let number = 2;
  while (taken(`${names.at(-1)}_${number}`)) number += 1;
  return `${names.at(-1)}_${number}`;
}

function eachSteps(weirYml: unknown): { file: string; each: string }[] {
  return members(member(weirYml, 'pipelines')).flatMap(([, pipeline]) =>
    items(member(pipeline, 'steps')).flatMap((step) => {
      const [file, each] = [member(step, 'rules'), member(step, 'each')];
      return typeof file === 'string' && typeof each === 'string' ? [{ file, each }] : [];
    }),
  );
}

/** Keys of the mapping at the star below which something stands. */
export function namesAt(value: unknown, each: string): string[] {
  const tokens = pointerTokens(each);
  const star = tokens.indexOf('*');
  if (!each.startsWith('/') || star === -1) return [];
  const inside = (from: unknown, path: readonly string[]) =>
    path.reduce<unknown>((at, token) => member(at, token), from);
  const named = members(inside(value, tokens.slice(0, star)));
  return named.filter(([, rule]) => inside(rule, tokens.slice(star + 1)) !== undefined).map(([key]) => key);
}

function keyOfEach(file: string, each: string): string {
  return JSON.stringify([file, each]);
}

/** `/pipelines/fraud/steps/7/into` → the step of the text that the seventh comes from. */
function origin(pointer: string, origins: ReadonlyMap<string, readonly number[]>): string {
  const [first, name = '', part, index, ...rest] = pointerTokens(pointer);
  const from = first === 'pipelines' && part === 'steps' ? origins.get(name)?.[Number(index)] : undefined;
  return from === undefined ? pointer : toPointer(['pipelines', name, 'steps', from, ...rest]);
}

function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof WeirError || error instanceof RangeError) return undefined;
    throw error;
  }
}
