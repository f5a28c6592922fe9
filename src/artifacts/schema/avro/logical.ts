/** Logical types, as far as the specification has them for the type that they annotate. */
import type { Json } from './definitions.ts';
import type { Logical, PrimitiveName } from './model.ts';

/** Only types that the specification has it for; what is no valid logical type says nothing. */
export function logicalOf(value: Json, of: PrimitiveName | 'fixed'): { readonly logical?: Logical } {
  const { logicalType: name, precision, scale = 0 } = value;
  if (typeof name !== 'string') return {};
  if (name !== 'decimal') return { logical: { name } };
  if (of !== 'bytes' && of !== 'fixed') return {};
  if (!isSize(precision) || !isSize(scale) || precision === 0 || scale > precision) return {};
  return { logical: { name, precision, scale } };
}

export function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
