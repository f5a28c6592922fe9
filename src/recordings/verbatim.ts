/**
 * Objects of a record that are only handed on: joining halves of calls writes their bodies down as they are read, so nothing
 * has to be made of them on the way.
 */
import { stringify } from '../document/stringify.ts';
import { RecordParser } from './parse-record.ts';

/** Where an object may stay the text that it is. */
export interface VerbatimPlace {
  /** Names of members, from the record to it. */
  readonly path: readonly string[];
  /** Members of it that are looked at all the same. */
  readonly looksAt?: readonly string[];
}

/** An object that knows its JSON text, and has those members alone that somebody looks at. */
export class Verbatim {
  readonly [member: string]: unknown;
  readonly #text: string;

  constructor(text: string, members?: object) {
    this.#text = text;
    Object.assign(this, members);
  }

  static textOf(verbatim: Verbatim): string {
    return verbatim.#text;
  }

  /** For whoever writes it without knowing what it is. */
  toJSON(): unknown {
    return new RecordParser().parse(this.#text);
  }
}

/** What stands between the braces of a record as JSON, of whose members some may be verbatim. */
export function stringifyMembers(record: object): string {
  const members = record as Readonly<Record<string, unknown>>;
  let text = '';
  for (const name in members) {
    const value = members[name];
    if (value === undefined) continue;
    if (text !== '') text += ',';
    text += PARTS[name] ?? `${JSON.stringify(name)}:`;
    text += value instanceof Verbatim ? Verbatim.textOf(value) : stringify(value);
  }
  return text;
}

/** Names that almost every half has, as JSON. */
const PARTS: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  input: '"input":',
  output: '"output":',
  id: '"id":',
  time: '"time":',
});
