/**
 * What the columns of a CSV hold. A field is text. A column is numbers, or booleans, where JSON would write each of its
 * fields the same, character by character: 12, -0.5, 1e+21, true; and not 007, 1.0, 1E5, True. Fields of one column are
 * of one type in all files of a recording, whatever was read first.
 */
import { exactInteger, mostDigits } from '../../exact-integer.ts';
import { hasShortYear, isoFrom } from './days.ts';
import type { Column, ColumnType } from './form.ts';

const NUMBER = 1;
const BOOLEAN = 2;
/** JSON could read it as a number, and would write it otherwise. */
const LOOSE_NUMBER = 4;
/** Written as some programs write booleans. */
const LOOSE_BOOLEAN = 8;
/** A number, if a comma stands before decimals. */
const COMMA_NUMBER = 16;
/** Days, if the day or if the month stands first. */
const DAY_FIRST = 32;
const MONTH_FIRST = 64;
/** Days, if two digits are a year. */
const SHORT_YEAR = 128;

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const anyNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** Thousands may be apart by dots, blanks or apostrophes: 1.234,50 in German, 1 234,50 in French, 1'234,50 in Switzerland. */
const commaNumber = /^[+-]?(?:\d{1,3}(?:([. '’\u00a0\u202f])\d{3})(?:\1\d{3})*|\d+)(?:,\d*)?(?:[eE][+-]?\d+)?$/;
const integer = /^-?(?:0|[1-9]\d*)$/;
const trues = ['true', 't', 'yes', 'y', '1'];
const falses = ['false', 'f', 'no', 'n', '0'];

/** What is known of a column after some of its fields. Order does not matter. */
export class ColumnEvidence {
  private possible =
    NUMBER | BOOLEAN | LOOSE_NUMBER | LOOSE_BOOLEAN | COMMA_NUMBER | DAY_FIRST | MONTH_FIRST | SHORT_YEAR;
  private isEmpty = true;

  /** Empty fields say nothing. */
  add(field: string): void {
    if (this.possible === 0 || field === '') return;
    this.isEmpty = false;
    this.possible &= meanings(field, this.possible);
  }

  get type(): ColumnType {
    if (this.isEmpty) return 'text';
    if (this.possible & NUMBER) return 'number';
    return this.possible & BOOLEAN ? 'boolean' : 'text';
  }

  /** Whether the numbers that it may be meant as have a decimal comma. */
  get meantDecimal(): ',' | undefined {
    return this.meant === 'number' && !(this.possible & LOOSE_NUMBER) ? ',' : undefined;
  }

  /** Why nobody can tell which days a column of text holds, if it holds any. */
  get doubt(): Column['doubt'] {
    if (this.isEmpty || this.type !== 'text' || this.meant !== undefined) return undefined;
    if (this.possible & DAY_FIRST && this.possible & MONTH_FIRST) return 'order';
    return this.possible & SHORT_YEAR ? 'year' : undefined;
  }

  /** What a column of text may be meant as, for whoever declares it. */
  get meant(): ColumnType | undefined {
    if (this.isEmpty || this.type !== 'text') return undefined;
    if (this.possible & (LOOSE_NUMBER | COMMA_NUMBER)) return 'number';
    if (this.possible & LOOSE_BOOLEAN) return 'boolean';
    const isEither = (this.possible & DAY_FIRST) !== 0 && (this.possible & MONTH_FIRST) !== 0;
    if (isEither) return undefined;
    return this.possible & DAY_FIRST ? 'dmy' : this.possible & MONTH_FIRST ? 'mdy' : undefined;
  }
}

function commaMeanings(field: string): number {
  return field.length <= mostDigits && commaNumber.test(field) ? COMMA_NUMBER : 0;
}

function meanings(field: string, asked: number): number {
  let found = 0;
  if (asked & NUMBER && isShortInteger(field)) return NUMBER | LOOSE_NUMBER | COMMA_NUMBER;
  if (asked & COMMA_NUMBER) found |= commaMeanings(field);
  if (asked & (NUMBER | LOOSE_NUMBER) && field.length <= mostDigits && jsonNumber.test(field)) {
    found |= LOOSE_NUMBER | (isCanonical(field) ? NUMBER : 0);
  }
  if (asked & BOOLEAN && (field === 'true' || field === 'false')) found |= BOOLEAN;
  if (asked & DAY_FIRST && isoFrom(field, 'dmy') !== undefined) found |= DAY_FIRST;
  if (asked & MONTH_FIRST && isoFrom(field, 'mdy') !== undefined) found |= MONTH_FIRST;
  if (asked & SHORT_YEAR && hasShortYear(field)) found |= SHORT_YEAR;
  if (asked & LOOSE_BOOLEAN && /^(?:true|false)$/i.test(field)) found |= LOOSE_BOOLEAN;
  return found;
}

/** The usual case, without a regular expression: up to 15 digits that begin with no zero. */
function isShortInteger(field: string): boolean {
  const first = field.charCodeAt(0);
  if (field.length > 15 || first < 0x31 || first > 0x39) return field === '0';
  for (let at = 1; at < field.length; at++) {
    const code = field.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

function isCanonical(field: string): boolean {
  return integer.test(field) ? field !== '-0' : JSON.stringify(Number(field)) === field;
}

/** The value of a field, or undefined where it is not of the column's type. An empty field is null. */
export type FieldValue = (field: string) => string | number | bigint | boolean | null | undefined;

/** `decimal`: of the file's dialect. */
export function fieldValue({ type, isDeclared }: Pick<Column, 'type' | 'isDeclared'>, decimal?: ','): FieldValue {
  switch (type) {
    case 'text':
      return (field) => (field === '' ? null : field);
    case 'number':
      if (!isDeclared) return inferredNumber;
      return decimal === ',' ? commaDeclaredNumber : declaredNumber;
    case 'dmy':
    case 'mdy':
      return (field) => (field.trim() === '' ? null : isoFrom(field.trim(), type));
    case 'boolean':
      return isDeclared ? declaredBoolean : (field) => (field === '' ? null : field === 'true');
  }
}

function inferredNumber(field: string): number | bigint | null {
  if (field === '') return null;
  return field.length > 15 && integer.test(field) ? exactInteger(field) : Number(field);
}

function declaredNumber(field: string): number | bigint | null | undefined {
  const text = field.trim();
  if (text === '') return null;
  if (text.length > mostDigits || !anyNumber.test(text)) return undefined;
  return integer.test(text) ? exactInteger(text) : Number(text);
}

function commaDeclaredNumber(field: string): number | bigint | null | undefined {
  const text = field.trim();
  if (text === '') return null;
  if (text.length > mostDigits || !commaNumber.test(text)) return undefined;
  return declaredNumber(text.replace(/[. '’\u00a0\u202f]/g, '').replace(',', '.'));
}

function declaredBoolean(field: string): boolean | null | undefined {
  const text = field.trim().toLowerCase();
  if (text === '') return null;
  return trues.includes(text) ? true : falses.includes(text) ? false : undefined;
}
