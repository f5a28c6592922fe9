/** Where what is required may be missing: the library names the field of a binary message, and not where it stands. */
import type { Type } from 'protobufjs';
import { protobuf } from './library.ts';
import { jsonNameOf } from './names.ts';

export interface RequiredPlace {
  readonly path: readonly string[];
  /** Base has no such field. */
  readonly isNew: boolean;
}

/** Where a required field of that name stands, in messages of each kind once. */
export function requiredPlaces(head: Type, base: Type | undefined, name: string): readonly RequiredPlace[] {
  const { Type } = protobuf();
  const pending: { readonly of: Type; readonly from: Type | undefined; readonly path: readonly string[] }[] = [
    { of: head, from: base, path: [] },
  ];
  const seen = new Set<Type>([head]);
  const found: RequiredPlace[] = [];
  // The list grows while it is walked.
  for (const { of, from, path } of pending) {
    for (const field of of.fieldsArray) {
      const origin = from?.fieldsById[field.id];
      const here = [...path, jsonNameOf(field), ...(field.repeated || field.map ? ['*'] : [])];
      if (field.required && field.name === name) found.push({ path: here, isNew: from !== undefined && !origin });
      const { resolvedType } = field;
      if (!(resolvedType instanceof Type) || seen.has(resolvedType)) continue;
      seen.add(resolvedType);
      const inner = origin?.resolvedType;
      pending.push({ of: resolvedType, from: inner instanceof Type ? inner : undefined, path: here });
    }
  }
  return found;
}
