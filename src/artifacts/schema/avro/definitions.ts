/** Names in Avro schemas: how one is made whole, and which a file defines, whatever else stands in it. */
import { isObject } from '../../../document/is-object.ts';
import type { Name } from './model.ts';

export type Json = Readonly<Record<string, unknown>>;

/** A name with a dot is whole; one without belongs to the namespace around it. */
export function qualify(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`;
}

export function nameOf({ name, namespace }: Json, outer: string): Name | undefined {
  if (typeof name !== 'string') return undefined;
  const full = qualify(name, typeof namespace === 'string' ? namespace : outer);
  return { full, short: full.slice(full.lastIndexOf('.') + 1) };
}

export function namespaceOf({ full, short }: Name): string {
  return full.slice(0, -short.length - 1);
}

const DEFINING: ReadonlySet<unknown> = new Set(['record', 'error', 'enum', 'fixed']);

/** Full names of the types that a schema defines. */
export function definitionsIn(schema: unknown): string[] {
  const found: string[] = [];
  const pending: { readonly value: unknown; readonly namespace: string }[] = [{ value: schema, namespace: '' }];
  // The list grows while it is walked.
  for (const { value, namespace } of pending) {
    const inner = (items: readonly unknown[], within: string): void => {
      for (const item of items) pending.push({ value: item, namespace: within });
    };
    if (Array.isArray(value)) inner(value, namespace);
    if (!isObject(value)) continue;
    const name = DEFINING.has(value.type) ? nameOf(value, namespace) : undefined;
    if (name) found.push(name.full);
    const within = name ? namespaceOf(name) : namespace;
    inner([value.type, value.items, value.values], within);
    if (Array.isArray(value.fields)) inner(value.fields, within);
  }
  return found;
}
