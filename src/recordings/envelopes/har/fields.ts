/** Lists of names and values, as archives have headers, queries and forms, and where a request went. */
import { isObject } from '../payload.ts';

/** A name that comes several times is a list. */
export function valuesOf(list: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  if (!Array.isArray(list)) return values;
  const several = new Several(values);
  for (const field of list) if (isObject(field)) several.add(String(field.name), field.value ?? '');
  return values;
}

/** Names in small letters. Credentials are left out; the content type is that of the body where no header says one. */
export function headersOf(list: unknown, content: unknown): Record<string, unknown> {
  const type = isObject(content) ? content.mimeType : undefined;
  const told = typeof type === 'string' && type !== '' ? { 'content-type': type } : {};
  if (!Array.isArray(list) || list.length === 0) return told;
  const values: Record<string, unknown> = {};
  const several = new Several(values);
  for (const field of list) {
    if (!isObject(field)) continue;
    const name = String(field.name).toLowerCase();
    // HTTP/2 writes method and path as headers, too.
    if (!SECRET.has(name) && !name.startsWith(':')) several.add(name, field.value ?? '');
  }
  return { ...told, ...values };
}

const SECRET: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

/** Adds values to an object of them, of which hardly any has the name of another one. */
class Several {
  readonly #values: Record<string, unknown>;
  #lists: Map<string, unknown[]> | undefined;

  constructor(values: Record<string, unknown>) {
    this.#values = values;
  }

  add(name: string, value: unknown): void {
    const list = this.#lists?.get(name);
    if (list) list.push(value);
    else if (Object.hasOwn(this.#values, name)) {
      const first = [this.#values[name], value];
      this.#lists ??= new Map();
      this.#lists.set(name, first);
      this.#set(name, first);
    } else this.#set(name, value);
  }

  #set(name: string, value: unknown): void {
    // To write it as a member would give the object another prototype.
    if (name === '__proto__') {
      Object.defineProperty(this.#values, name, { value, writable: true, enumerable: true, configurable: true });
    } else this.#values[name] = value;
  }
}

/** Of an address without host, query and fragment; undefined for what is none. */
export function pathOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || url === '') return undefined;
  const end = url.search(/[?#]/);
  const place = end === -1 ? url : url.slice(0, end);
  return place.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '') || '/';
}
