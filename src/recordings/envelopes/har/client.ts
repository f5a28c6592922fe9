/** Who called, as far as the request's headers say so. */
import { isObject } from '../payload.ts';

/** Headers by which clients name themselves, the most telling first. */
const NAMES: readonly string[] = ['x-client-id', 'x-client-name', 'apollographql-client-name'];

/** What a client calls itself, else the first product of its user agent (`okhttp/4.12.0`), and `browser` for all browsers. */
export function clientOf(headers: unknown): string | undefined {
  const fields = Array.isArray(headers) ? headers.filter(isObject) : [];
  const value = (wanted: string): string | undefined => {
    const found = fields.find(({ name }) => String(name).toLowerCase() === wanted)?.value;
    return typeof found === 'string' && found !== '' ? found : undefined;
  };
  const named = NAMES.map(value).find((one) => one !== undefined);
  const [product] = (value('user-agent') ?? '').split(/[\s(]/);
  return named ?? (product?.startsWith('Mozilla/') ? 'browser' : product || undefined);
}
