/** The parts that a step with `each` stands for: one for every named rule, each with a name and a place. */
import { pointerTokens, toPointer } from '../../document/pointer.ts';
import { items, member, members } from '../loose.ts';
import { type EachNames, keyOfEach } from './names.ts';

export interface Part {
  readonly name: string;
  readonly into: string;
  readonly step: unknown;
}

/** A step of weir.yml, and the parts that it stands for; undefined for one without `each`, and for one that finds nothing. */
export interface WrittenOut {
  readonly step: unknown;
  readonly parts: readonly Part[] | undefined;
}

/** Each part has a name and a place that no other has, or one rule would hide what another answers. */
export function writeOut(pipeline: unknown, names: EachNames): WrittenOut[] {
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
