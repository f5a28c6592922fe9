/**
 * Where everything that a .proto file declares stands: what reads the language itself keeps no places. A file that is none
 * is scanned as far as it goes; nothing is thrown.
 */

import { lineIndex } from '../../../document/places.ts';
import type { Range } from '../../../document/source.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Where something stands in which file. */
export interface Place {
  readonly file: string;
  readonly range: Range;
  /** Offsets into the file; the end is exclusive. */
  readonly span?: readonly [start: number, end: number];
}

/** Where something with a block begins: what is gone from the block is told there. */
export function opening({ file, range }: Place): Place {
  return { file, range: { ...range, endLine: range.line, endColumn: range.column } };
}

export interface Declared extends Place {
  readonly kind: 'message' | 'enum' | 'service' | 'oneof' | 'field' | 'value' | 'rpc';
  /** With its package: `acme.Booking.delay`. Of an enum's value with the name of the enum. */
  readonly name: string;
  /** What it stands in; a member of a oneof stands in the message. */
  readonly scope: string;
  /** As it is written. */
  readonly number?: string;
  /** Of a field: the oneof that it stands in, by its short name. */
  readonly oneof?: string;
  /** Of what has a block: offset of the bracket that ends it. */
  readonly close?: number;
}

/** A statement, by what it says. */
export interface Statement extends Place {
  readonly text: string;
}

export interface Scan {
  readonly file: string;
  /** Empty for none. */
  readonly package: string;
  /** `proto2` where the file says nothing. */
  readonly syntax: string;
  /** `syntax`, `package`, and options of the file by their names. */
  readonly statements: ReadonlyMap<string, Statement>;
  readonly imports: readonly Statement[];
  readonly declared: readonly Declared[];
  /** Options of messages, enums and services, by what they stand in. */
  readonly options: ReadonlyMap<string, readonly Statement[]>;
  /** Whether there are groups, or fields of messages that are declared elsewhere. */
  readonly isEntangled: boolean;
  /** `reserved` and `extensions` by what they stand in. */
  readonly reserved: ReadonlyMap<string, readonly Statement[]>;
}

/** @param file its path, which places name */
export function scan(source: string, file: string): Scan {
  return new Scanner(source, file).scan();
}

interface Scope {
  readonly kind: 'file' | 'message' | 'enum' | 'service' | 'oneof' | 'extend';
  /** Empty for the root. */
  readonly name: string;
  /** Undefined for what declares nothing itself. */
  /** A oneof's own. */
  readonly short?: string;
  readonly declares?: { readonly declared: Omit<Declared, keyof Place>; readonly from: Token };
}

const DEEPEST = 100;
const TOO_DEEP = '…';

const OPENING = ['message', 'enum', 'service', 'oneof', 'extend'] as const;

type Opening = (typeof OPENING)[number];

function isOpening(word: string): word is Opening {
  return (OPENING as readonly string[]).includes(word);
}

/** Words of statements that declare nothing. */
const SAYING: ReadonlySet<string> = new Set([
  'syntax',
  'edition',
  'package',
  'import',
  'option',
  'reserved',
  'extensions',
]);

class Scanner {
  readonly #tokens: readonly Token[];
  readonly #file: string;
  readonly #lineOf: ReturnType<typeof lineIndex>;
  readonly #scopes: Scope[] = [{ kind: 'file', name: '' }];
  readonly #statements = new Map<string, Statement>();
  readonly #imports: Statement[] = [];
  readonly #declared: Declared[] = [];
  readonly #reserved = new Map<string, Statement[]>();
  readonly #options = new Map<string, Statement[]>();
  #isEntangled = false;
  #package = '';
  #syntax = 'proto2';
  #at = 0;

  constructor(source: string, file: string) {
    this.#tokens = tokensOf(source);
    this.#file = file;
    this.#lineOf = lineIndex(source);
  }

  scan(): Scan {
    while (this.#at < this.#tokens.length) this.#statement();
    while (this.#scopes.length > 1) this.#close();
    return {
      file: this.#file,
      package: this.#package,
      syntax: this.#syntax,
      statements: this.#statements,
      imports: this.#imports,
      declared: this.#declared.sort((a, b) => a.range.line - b.range.line || a.range.column - b.range.column),
      reserved: this.#reserved,
      options: this.#options,
      isEntangled: this.#isEntangled,
    };
  }

  #statement(): void {
    const scope = this.#scopes.at(-1);
    const from = this.#tokens[this.#at];
    if (!scope || !from) return;
    const { text, isText } = from;
    const exported = (text === 'export' || text === 'local') && this.#opens(this.#at + 1, ['message', 'enum']);
    const at = this.#at + (exported ? 1 : 0);
    const word = this.#text(at);
    if (text === '}' && !isText) this.#close();
    else if (text === ';') this.#at++;
    else if (scope.kind === 'enum' && word !== 'option' && word !== 'reserved') this.#simple('value', from);
    else if (scope.kind === 'service' && word === 'rpc') this.#simple('rpc', from, 1);
    else if (isOpening(word) && this.#opens(at, [word])) this.#open(word, at, from);
    else if (SAYING.has(word) && !isText) this.#said(word, from, scope);
    else this.#simple('field', from);
  }

  /** `message Booking {` */
  #opens(at: number, words: readonly string[]): boolean {
    return words.includes(this.#text(at)) && this.#text(at + 2) === '{' && !this.#tokens[at]?.isText;
  }

  #open(kind: Opening, at: number, from: Token): void {
    const outer = this.#inside();
    const name = join(outer, this.#text(at + 1));
    this.#at = at + 3;
    if (kind === 'extend') {
      this.#isEntangled = true;
      this.#scopes.push({ kind, name: outer });
    } else {
      const declares = { declared: { kind, name, scope: outer }, from };
      // Members of a oneof are the message's.
      this.#scopes.push({ kind, name: kind === 'oneof' ? outer : name, short: this.#text(at + 1), declares });
    }
  }

  #close(): void {
    const scope = this.#scopes.length > 1 ? this.#scopes.pop() : undefined;
    const close = this.#tokens[this.#at]?.start;
    const block = close === undefined ? {} : { close };
    if (scope?.declares) this.#declare({ ...scope.declares.declared, ...block }, scope.declares.from, this.#at);
    this.#at++;
  }

  /** A field, a value or a method: up to its semicolon, or to the end of its block. */
  #simple(kind: 'field' | 'value' | 'rpc', from: Token, nameAt?: number): void {
    const start = this.#at;
    const end = this.#end(kind === 'field');
    const equals = this.#find('=', start, end);
    const at = nameAt === undefined ? equals - 1 : start + nameAt;
    const scope = this.#inside();
    const name = join(scope, this.#text(at));
    const isGroup = kind === 'field' && this.#text(end) === '{';
    const number = equals < end ? this.#text(equals + 1) : undefined;
    const around = this.#scopes.at(-1);
    const oneof = around?.kind === 'oneof' && around.short !== undefined ? { oneof: around.short } : {};
    if (isGroup) {
      this.#isEntangled = true;
      // A group is a message, and a field that is called the same in lower case.
      const field = join(scope, this.#text(at).toLowerCase());
      this.#declare({ kind: 'field', name: field, scope, ...(number && { number }) }, from, end);
      this.#at = end + 1;
      this.#scopes.push({ kind: 'message', name, declares: { declared: { kind: 'message', name, scope }, from } });
      return;
    }
    if (at >= start && at < end) this.#declare({ kind, name, scope, ...(number && { number }), ...oneof }, from, end);
    this.#at = Math.max(end, start) + 1;
  }

  #said(word: string, from: Token, scope: Scope): void {
    const start = this.#at;
    const end = this.#end(false);
    const inner = this.#tokens.slice(start + 1, end);
    const place = this.#place(from, end);
    const texts = inner.filter(({ isText }) => isText).map(({ text }) => text);
    const words = inner.map(({ text }) => text).join('');
    this.#at = end + 1;
    if (word === 'import') this.#imports.push({ ...place, text: texts.join('') });
    else if (word === 'reserved' || word === 'extensions') {
      this.#reserved.set(scope.name, [...(this.#reserved.get(scope.name) ?? []), { ...place, text: words }]);
    } else if (scope.kind !== 'file') {
      this.#options.set(scope.name, [...(this.#options.get(scope.name) ?? []), { ...place, text: words }]);
    } else {
      const equals = inner.findIndex(({ text, isText }) => text === '=' && !isText);
      const name =
        word === 'option'
          ? inner
              .slice(0, Math.max(0, equals))
              .map(({ text }) => text)
              .join('')
          : word;
      const text =
        word === 'package'
          ? words
          : inner
              .slice(equals + 1)
              .map(({ text }) => text)
              .join('');
      if (word === 'package') this.#package = words;
      if (word === 'syntax' || word === 'edition') this.#syntax = text;
      this.#statements.set(word === 'edition' ? 'syntax' : name, { ...place, text });
    }
  }

  /** Index of the token that ends the statement: its semicolon, or the bracket of its block. */
  #end(isField: boolean): number {
    let depth = 0;
    let last = '';
    for (let at = this.#at; at < this.#tokens.length; at++) {
      const { text, isText } = this.#tokens[at] as Token;
      if (isText) continue;
      if (depth === 0 && text === ';') return at;
      // A group's block holds fields; any other block holds options.
      if (depth === 0 && text === '{' && isField && this.#isGroup(at)) return at;
      if (text === '{' || text === '[' || text === '(') depth++;
      if (text === '}' || text === ']' || text === ')') {
        if (depth === 0) return at - 1;
        depth--;
        if (depth === 0 && text === '}' && this.#text(at + 1) !== ';' && last !== '=') return at;
      }
      last = depth === 0 ? text : last;
    }
    return this.#tokens.length - 1;
  }

  #isGroup(at: number): boolean {
    return this.#tokens
      .slice(this.#at, Math.min(at, this.#at + 3))
      .some(({ text, isText }) => text === 'group' && !isText);
  }

  #find(sought: string, from: number, end: number): number {
    for (let at = from; at < end; at++) if (this.#text(at) === sought && !this.#tokens[at]?.isText) return at;
    return end;
  }

  #declare(declared: Omit<Declared, keyof Place>, from: Token, end: number): void {
    // What is no name is a mistake that whoever reads the language tells.
    if (declared.scope.startsWith(TOO_DEEP)) return;
    if (/^[A-Za-z_]\w*$/.test(declared.name.slice(declared.name.lastIndexOf('.') + 1)))
      this.#declared.push({ ...declared, ...this.#place(from, end) });
  }

  #place(from: Token, end: number): Place {
    const last = this.#tokens[Math.min(end, this.#tokens.length - 1)] ?? from;
    const [start, stop] = [this.#lineOf(from.start), this.#lineOf(Math.max(last.end - 1, from.start))];
    const range = { ...start, endLine: stop.line, endColumn: stop.column };
    return { file: this.#file, range, span: [from.start, last.end] };
  }

  #inside(): string {
    // Deeper than anybody reads, names would only grow.
    if (this.#scopes.length > DEEPEST) return TOO_DEEP;
    const { name, kind } = this.#scopes.at(-1) ?? { name: '', kind: 'file' };
    return kind === 'file' ? this.#package : name;
  }

  #text(at: number): string {
    return this.#tokens[at]?.text ?? '';
  }
}

export function join(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}
