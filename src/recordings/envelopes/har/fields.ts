/** Lists of names and values, as archives have headers, queries and forms, and where a request went. */
import { isObject } from '../payload.ts';

/** A name that comes several times is a list. */
export function valuesOf(list: unknown): Record<string, unknown> {
  const fields = Array.isArray(list) ? list.filter(isObject) : [];
  const byName = Map.groupBy(fields, ({ name }) => String(name));
  return Object.fromEntries(
    [...byName].map(([name, those]) => {
      const values = those.map(({ value }) => value ?? '');
      return [name, values.length > 1 ? values : values[0]];
    }),
  );
}

/** Names in small letters. Credentials are left out; the content type is that of the body where no header says one. */
export function headersOf(list: unknown, content: unknown): Record<string, unknown> {
  const fields = Array.isArray(list) ? list.filter(isObject) : [];
  const named = fields.map(({ name, value }) => ({ name: String(name).toLowerCase(), value }));
  // HTTP/2 writes method and path as headers, too.
  const kept = named.filter(({ name }) => !SECRET.has(name) && !name.startsWith(':'));
  const type = isObject(content) ? content.mimeType : undefined;
  const told = typeof type === 'string' && type !== '' ? { 'content-type': type } : {};
  return { ...told, ...valuesOf(kept) };
}

const SECRET: ReadonlySet<string> = new Set(['authorization', 'cookie', 'proxy-authorization', 'set-cookie']);

/** Of an address without host, query and fragment; undefined for what is none. */
export function pathOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || url === '') return undefined;
  const [place = ''] = url.split(/[?#]/);
  return place.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '') || '/';
}
