/** Where in documents what a model reads may stand further inside. */
import { isObject } from '../../document/is-object.ts';
import { memberNames } from './guess-pointers.ts';

const DEEPEST = 4;

/** The only place further inside that has this name: a model's feature `age` may stand at `/customer/age`. */
export function nestedPlace(documents: readonly unknown[], name: string): string[] | undefined {
  const [only, another] = placesCalled(documents, name, []);
  return another === undefined ? only : undefined;
}

function placesCalled(values: readonly unknown[], name: string, at: readonly string[]): string[][] {
  if (at.length >= DEEPEST) return [];
  return memberNames(values).flatMap((member) => {
    const inner = values.map((value) => (isObject(value) ? value[member] : undefined));
    const own = member === name && at.length > 0 ? [[...at, member]] : [];
    return [...own, ...placesCalled(inner, name, [...at, member])];
  });
}
