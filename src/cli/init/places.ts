/** Where in documents the places are that rules and models read. */
import { isObject } from '../../document/is-object.ts';
import { memberNames } from './guess-pointers.ts';

/** Whether the path leads to something in any of the documents. */
export function isThere(documents: readonly unknown[], path: readonly string[]): boolean {
  return documents.some((document) => leads(document, path));
}

/** A name among items of a list is looked for in each: that is how JSONata reads lists. */
function leads(value: unknown, path: readonly string[]): boolean {
  const [first, ...rest] = path;
  if (first === undefined) return value !== undefined;
  if (Array.isArray(value) && !/^\d+$/.test(first)) return value.some((item) => leads(item, path));
  return typeof value === 'object' && value !== null && Object.hasOwn(value, first)
    ? leads((value as Readonly<Record<string, unknown>>)[first], rest)
    : false;
}

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
