/** What JSON calls a field. */
import type { Field } from 'protobufjs';
import { fullName } from './open.ts';

export function jsonNameOf(field: Field): string {
  if (field.declaringField) return `[${fullName(field.declaringField)}]`;
  return field.jsonName ?? field.name;
}
