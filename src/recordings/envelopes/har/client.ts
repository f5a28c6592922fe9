/** Who called, as far as the request's headers say so. */
import { isObject } from '../payload.ts';

/** Headers that say it, the most telling first: by the last one, only software names itself. */
const NAMES: readonly string[] = ['x-client-id', 'x-client-name', 'apollographql-client-name', 'user-agent'];

/** What a client calls itself, else the first product of its user agent (`okhttp/4.12.0`), and `browser` for all browsers. */
export function clientOf(headers: unknown): string | undefined {
  if (!Array.isArray(headers)) return undefined;
  /** Of each name the first value. */
  const said = new Map<string, unknown>();
  for (const field of headers) {
    if (!isObject(field)) continue;
    const name = String(field.name).toLowerCase();
    if (NAMES.includes(name) && !said.has(name)) said.set(name, field.value);
  }
  if (said.size === 0) return undefined;
  const [id, name, graphqlName, agent] = NAMES.map((one) => textOf(said.get(one)));
  const [product] = (agent ?? '').split(/[\s(]/);
  return id ?? name ?? graphqlName ?? (product?.startsWith('Mozilla/') ? 'browser' : product || undefined);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
