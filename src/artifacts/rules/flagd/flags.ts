/** Where the flags of a flag file stand. https://flagd.dev/reference/flag-definitions/ */
import { isObject } from '../../../document/is-object.ts';
import { toPointer } from '../../../document/pointer.ts';

export type Mapping = Readonly<Record<string, unknown>>;

/** By their names; none for another file. */
export function flagsIn(root: unknown): Readonly<Record<string, Mapping>> {
  if (!isObject(root) || !isObject(root.flags)) return {};
  const flags = Object.entries(root.flags).filter((entry): entry is [string, Mapping] => isFlag(entry[1]));
  return Object.fromEntries(flags);
}

/** Empty unless all that stands under `flags` are flags. */
export function flagPointers(root: unknown): string[] {
  if (!isObject(root) || !isObject(root.flags) || !Object.values(root.flags).every(isFlag)) return [];
  return Object.keys(root.flags).map((name) => toPointer(['flags', name]));
}

function isFlag(value: unknown): value is Mapping {
  return isObject(value) && isObject(value.variants) && 'state' in value;
}
