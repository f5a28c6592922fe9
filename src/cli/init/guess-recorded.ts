/** Guesses where in production's answer an output stands, where that is an object that calls it otherwise. */
import { isObject } from '../../document/is-object.ts';
import { compileRead, toPointer } from '../../document/pointer.ts';
import type { GuessedOutput } from './guess-outputs.ts';
import { memberNames } from './guess-pointers.ts';

const DEEPEST = 2;
/** Of the values that were seen, so many have to be among production's. */
const ALIKE = 0.5;

/** @param usual where the output is looked for without being told @param values what it was seen to be @param isTakenApart it is one of several members */
export function guessRecorded(
  { kind }: GuessedOutput,
  usual: readonly string[],
  values: readonly unknown[],
  answers: readonly unknown[],
  isTakenApart: boolean,
): string | undefined {
  const objects = answers.filter(isObject);
  if (isTakenApart && objects.length === 0) return kind === 'category' && areAlike(values, answers) ? '' : undefined;
  if (objects.length === 0 || objects.length < answers.length || values.some(isObject)) return undefined;
  const isFound = usual.some(
    (pointer) => pointer !== '' && answers.some((one) => compileRead(pointer)(one) !== undefined),
  );
  if (isFound) return undefined;
  const fitting = placesIn(objects, []).filter(({ found }) =>
    kind === 'category' ? areAlike(values, found) : isNumber(kind) && found.every((one) => typeof one === 'number'),
  );
  const [only, another] = fitting;
  return only && !another ? toPointer(only.path) : undefined;
}

function isNumber(kind: GuessedOutput['kind']): boolean {
  return kind === 'number' || kind === 'probability';
}

interface Found {
  readonly path: readonly string[];
  readonly found: readonly unknown[];
}

function placesIn(objects: readonly Readonly<Record<string, unknown>>[], at: readonly string[]): Found[] {
  if (at.length >= DEEPEST) return [];
  return memberNames(objects).flatMap((name) => {
    const found = objects.map((object) => object[name]).filter((value) => value !== null && value !== undefined);
    const inner = found.filter(isObject);
    const path = [...at, name];
    return inner.length === found.length ? placesIn(inner, path) : [{ path, found }];
  });
}

function areAlike(seen: readonly unknown[], found: readonly unknown[]): boolean {
  const there = new Set(found);
  const texts = [...new Set(seen.filter((value) => typeof value === 'string'))];
  return texts.length > 0 && texts.filter((text) => there.has(text)).length >= ALIKE * texts.length;
}
