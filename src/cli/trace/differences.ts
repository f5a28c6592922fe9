/** Where two values differ: the places, in their order, and what stands there on each side. */
import { identical } from '../../document/equal.ts';
import { toPointer } from '../../document/pointer.ts';

export interface Difference {
  /** JSON Pointer; empty for the whole. */
  readonly pointer: string;
  /** Undefined where nothing stands there. */
  readonly base: unknown;
  readonly head: unknown;
}

/** The innermost places that differ. */
export function differences(base: unknown, head: unknown, path: readonly string[] = []): Difference[] {
  if (identical(base, head)) return [];
  const [before, after] = [membersOf(base), membersOf(head)];
  const isSameKind = before && after && Array.isArray(base) === Array.isArray(head);
  if (!isSameKind) return [{ pointer: toPointer(path), base, head }];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name) => differences(before.get(name), after.get(name), [...path, name]));
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : undefined;
}
