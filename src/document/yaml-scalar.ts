/** What a scalar of a YAML document is as JSON, by its tag, by YAML 1.2 or, where the document says so, by YAML 1.1. */
import type { Scalar as YamlScalar } from 'yaml';
import { isTimestamp, readBoolean, readFloat, readInteger, readPlain } from './yaml-1-1.ts';

export interface ReadScalar {
  /** A JSON scalar, or one of the numbers that JSON lacks: NaN and the infinities. */
  readonly value: string | number | boolean | null;
  /** What is written, where its JSON does not show what every reader of YAML makes of it: `NO`, `0777`, `2024-01-20`. */
  readonly written?: string;
  /** What PyYAML and other readers of YAML 1.1 make of it, as JSON, where that is something else. */
  readonly elsewhere?: string;
}

export interface ScalarMistake {
  readonly message: string;
  readonly found: string;
  readonly expected: string;
}

const TAG = 'tag:yaml.org,2002:';

/** What the parser says of one. */
type Scalar = Pick<YamlScalar, 'tag' | 'type' | 'source' | 'value'>;

/** `isOld`: the document is one of YAML 1.1. */
export function readScalar(node: Scalar, isOld: boolean): ReadScalar | ScalarMistake {
  const text = textOf(node);
  if (node.tag === undefined) {
    if (node.type !== 'PLAIN') return { value: text };
    return isOld ? plainOld(text) : plain(text, node.value);
  }
  if (node.tag === '!' || node.tag === `${TAG}str`) return { value: text };
  const form = node.tag.startsWith(TAG) ? forms[node.tag.slice(TAG.length)] : undefined;
  if (!form) return unknownTag(node.tag);
  const { read, expected } = form;
  return read(text) ?? { message: `not a ${shortTag(node.tag)}`, found: JSON.stringify(text), expected };
}

/** A tag that says nothing here: what it stands for is known to the program that made it up. */
export function unknownTag(tag: string): ScalarMistake {
  const expected = 'a value without it, or a tag of YAML itself such as !!str';
  return { message: 'a tag that Weir cannot read', found: shortTag(tag), expected };
}

/** `!!set` of `tag:yaml.org,2002:set`. */
export function shortTag(tag: string): string {
  return tag.startsWith(TAG) ? `!!${tag.slice(TAG.length)}` : tag;
}

/** True for a tag of YAML itself with this name. */
export function isTag(tag: string | undefined, name: string): boolean {
  return tag === TAG + name;
}

function textOf({ source, value }: Scalar): string {
  return source ?? String(value);
}

function plainOld(text: string): ReadScalar {
  return { value: readPlain(text), ...(isTimestamp(text) && { written: text }) };
}

/** `value`: what YAML 1.2 makes of it. */
function plain(text: string, value: unknown): ReadScalar {
  const read = isScalarValue(value) ? value : text;
  const old = readPlain(text);
  if (isTimestamp(text)) return { value: read, written: text };
  if (read === old || (Number.isNaN(read) && Number.isNaN(old))) return { value: read };
  return { value: read, written: text, elsewhere: JSON.stringify(old) };
}

function isScalarValue(value: unknown): value is ReadScalar['value'] {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

interface Form {
  /** Undefined where the text is none of the tag's. */
  read(text: string): ReadScalar | undefined;
  readonly expected: string;
}

const forms: Readonly<Record<string, Form>> = {
  null: { read: (text) => (readPlain(text) === null ? { value: null } : undefined), expected: 'null or nothing' },
  bool: { read: (text) => given(readBoolean(text)), expected: 'true or false' },
  int: {
    read: (text) => given(readInteger(text) ?? (/^0o[0-7]+$/.test(text) ? Number(text) : undefined)),
    expected: 'a whole number',
  },
  float: { read: (text) => given(readFloat(text) ?? readInteger(text) ?? readExponent(text)), expected: 'a number' },
  timestamp: {
    read: (text) => (isTimestamp(text) ? { value: text, written: text } : undefined),
    expected: 'a time such as 2024-01-20 or 2024-01-20T13:46:00Z',
  },
  binary: { read: readBinary, expected: 'base64' },
};

function given(value: boolean | number | undefined): ReadScalar | undefined {
  return value === undefined ? undefined : { value };
}

/** What YAML 1.2 and the `float` of Python take besides. */
function readExponent(text: string): number | undefined {
  return /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Base64 without the white space that may break it into lines. */
function readBinary(text: string): ReadScalar | undefined {
  const value = text.replace(/\s+/g, '');
  const isBase64 = value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);
  return isBase64 ? { value, written: `!!binary ${JSON.stringify(value)}` } : undefined;
}
