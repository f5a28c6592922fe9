/**
 * JSON Pointers (RFC 6901): how weir.yml names places inside records, documents and governed files.
 * Compiled once, used once a record, so the compiled forms do no work on the text.
 */

/** Matches `""` and text that starts with `/` and escapes `~` only as `~0` or `~1`. */
export const pointerPattern = /^(?:\/(?:[^~/]|~[01])*)*$/u;

/** `/a~1b/0` → `['a/b', '0']`. The text must be a pointer. */
export function pointerTokens(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `['a/b', 0]` → `/a~1b/0`. */
export function toPointer(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${typeof token === 'number' ? token : escaped(token)}`).join('');
}

/** Hardly any name needs it, and why a record is rejected is phrased for each. */
function escaped(token: string): string {
  if (!token.includes('~') && !token.includes('/')) return token;
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Reads a place of a value; `undefined` where there is nothing. Own properties only. */
export type Read = (value: unknown) => unknown;

export function compileRead(pointer: string): Read {
  const tokens = pointerTokens(pointer);
  const [first, second] = tokens;
  if (first === undefined) return (value) => value;
  if (second === undefined)
    return isInherited(first) ? (value) => child(value, first) : (value) => member(value, first);
  if (tokens.length === 2) return (value) => child(child(value, first), second);
  return (value) => tokens.reduce(child, value);
}

/** Names that objects have without owning them. */
function isInherited(token: string): boolean {
  return token in {};
}

/** A name that no object inherits needs no second look; this is the place where every record passes. */
function member(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? child(value, token) : (value as Record<string, unknown>)[token];
}

function child(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(token) ? value[Number(token)] : undefined;
  return Object.hasOwn(value, token) ? (value as Record<string, unknown>)[token] : undefined;
}

/**
 * Returns a value like `target` with `value` at the pointer. Only the objects along the way are copied, the rest is
 * shared, so the target itself stays as it was. What is in the way and is no object is replaced by one.
 */
export type Write = (target: unknown, value: unknown) => unknown;

export function compileWrite(pointer: string): Write {
  const tokens = pointerTokens(pointer);
  const write = (target: unknown, value: unknown, depth: number): unknown => {
    const token = tokens[depth];
    if (token === undefined) return value;
    if (Array.isArray(target)) {
      const copy = target.slice();
      const index = token === '-' ? copy.length : Number(token);
      copy[index] = write(copy[index], value, depth + 1);
      return copy;
    }
    const record = typeof target === 'object' && target !== null ? (target as Record<string, unknown>) : {};
    const inner = Object.hasOwn(record, token) ? record[token] : undefined;
    return { ...record, [token]: write(inner, value, depth + 1) };
  };
  return (target, value) => write(target, value, 0);
}
