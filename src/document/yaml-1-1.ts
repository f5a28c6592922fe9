/**
 * Plain scalars as YAML 1.1 reads them, in the way of PyYAML's `safe_load`, whose patterns (`yaml/resolver.py`) these
 * are: other libraries of 1.1 differ from it in corners.
 */

const BOOLEAN = /^(?:(true|yes|on)|false|no|off)$/i;
const WORD = /^(?:[a-z]+|[A-Z]+|[A-Z][a-z]+)$/;
const INTEGER = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
const FLOAT =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*)$/;
const INFINITE = /^([-+])?\.(?:inf|Inf|INF)$/;
const TIMESTAMP =
  /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/;

/** The value of a plain scalar without a tag. A timestamp stays the text that is written. */
export function readPlain(text: string): string | number | boolean | null {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null;
  return readBoolean(text) ?? readInteger(text) ?? readFloat(text) ?? text;
}

export function readBoolean(text: string): boolean | undefined {
  const word = WORD.test(text) ? BOOLEAN.exec(text) : null;
  return word ? word[1] !== undefined : undefined;
}

/** `0b11`, `0777`, `0x1F`, `1_000`, and `1:30` in sixties. */
export function readInteger(text: string): number | undefined {
  if (!INTEGER.test(text)) return undefined;
  const [sign, digits] = signOf(text.replaceAll('_', ''));
  if (digits.includes(':')) return sign * inSixties(digits);
  if (/^0[0-7]/.test(digits)) return sign * Number.parseInt(digits, 8);
  // Underscores alone after a prefix are no digits.
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : sign * value;
}

export function readFloat(text: string): number | undefined {
  const infinite = INFINITE.exec(text);
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  if (!FLOAT.test(text)) return undefined;
  const [sign, digits] = signOf(text.replaceAll('_', ''));
  return sign * (digits.includes(':') ? inSixties(digits) : Number(digits));
}

export function isTimestamp(text: string): boolean {
  return TIMESTAMP.test(text);
}

function signOf(text: string): [sign: 1 | -1, digits: string] {
  return [text.startsWith('-') ? -1 : 1, text.replace(/^[-+]/, '')];
}

function inSixties(digits: string): number {
  return digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
