/** Judges a row by a contract, and makes it the row that a producer who follows head would send. */
import { isObject } from '../../../document/is-object.ts';
import { toRegExp } from '../json-schema/pattern.ts';
import { type Projected, projectItems, type Run, type Step, type Trouble, within } from '../projected.ts';
import type { Column, Limit, LimitName, Scalar, Table } from './model.ts';
import { counterparts } from './pair.ts';
import { describeType } from './types.ts';
import { fitsOf } from './values.ts';

type Row = Readonly<Record<string, unknown>>;

/** @param under the version under which the rows were recorded */
export function compileJudge(table: Table, under: Table | undefined): (document: unknown) => Projected {
  const step = rowStep(table.columns, under?.columns);
  return (document) => {
    if (!isObject(document)) return { trouble: { path: [], why: { message: 'must be a row: an object of columns' } } };
    const run: Run = { trouble: undefined };
    const value = step(document, run);
    return run.trouble ? { trouble: run.trouble } : { value };
  };
}

type Columns = ReadonlyMap<string, Column>;

function rowStep(columns: Columns, under: Columns | undefined): (row: Row, run: Run) => Row {
  const { pairs, removed } = counterparts(under ?? new Map(), columns);
  const before = new Map(pairs.map(([base, head]) => [head, base]));
  const parts = [...columns.values()].map((column) => partOf(column, before.get(column), under !== undefined));
  return (row, run) => {
    let copy: Record<string, unknown> | undefined;
    for (const part of parts) {
      const { column } = part;
      // Asking whether it is there is dear, and of what is there under its own name not needed.
      const isThere = !part.isInherited && row[column.name] !== undefined;
      const from = isThere ? column.name : nameIn(row, part.names, column.folds);
      if (from === undefined) {
        if (column.fallback) {
          if (!('value' in column.fallback)) continue;
          copy ??= { ...row };
          copy[column.name] = column.fallback.value;
        } else if (column.required) {
          run.trouble = { path: [column.name], why: part.absent };
          return row;
        }
        continue;
      }
      const value = part.judge(row[from], run);
      const to = from === column.name ? from : part.nameAfter(from);
      if (run.trouble) {
        run.trouble = within(to, run.trouble);
        return row;
      }
      if (value === row[from] && to === from) continue;
      copy ??= { ...row };
      if (to !== from) delete copy[from];
      copy[to] = value;
    }
    for (const { name, aliases, folds } of removed) {
      const from = nameIn(copy ?? row, [name, ...aliases], folds);
      if (from === undefined) continue;
      copy ??= { ...row };
      delete copy[from];
    }
    return copy ?? row;
  };
}

interface Part {
  readonly column: Column;
  /** Under which a row may hold it, the likeliest first. */
  readonly names: readonly string[];
  /** Every object has something of that name, such as `constructor`. */
  readonly isInherited: boolean;
  /** What it is called from now on, of a row that has it under this name. */
  nameAfter(from: string): string;
  readonly absent: Trouble['why'];
  readonly judge: Step;
}

function partOf(column: Column, base: Column | undefined, isReplayed: boolean): Part {
  return {
    column,
    isInherited: column.name in Object.prototype,
    names: [...new Set([column.name, ...(base ? [base.name] : []), ...column.aliases, ...(base?.aliases ?? [])])],
    nameAfter: (from) =>
      base && base.name !== column.name && isSame(base, from) && !isSame(column, from) ? column.name : from,
    absent: isReplayed && !base ? { absent: true } : { message: 'is required' },
    judge: valueStep(column, base),
  };
}

function isSame({ name, folds }: Column, other: string): boolean {
  return name === other || (folds && name.toLowerCase() === other.toLowerCase());
}

/** The row's own spelling; undefined where it has none of the names. */
function nameIn(row: Row, names: readonly string[], folds: boolean): string | undefined {
  for (const name of names) if (Object.hasOwn(row, name)) return name;
  if (!folds) return undefined;
  const lower = names.map((name) => name.toLowerCase());
  return Object.keys(row).find((name) => lower.includes(name.toLowerCase()));
}

/** Checks in the order in which a reader would ask: whether it is there, of which type, which value. */
function valueStep(column: Column, base: Column | undefined): Step {
  const checks = checksOf(column);
  const inner = innerStep(column, base);
  const isRequired = column.required !== undefined;
  return (value, run) => {
    if (value === null || value === undefined) {
      if (isRequired) run.trouble = { path: [], why: NULL };
      return value;
    }
    for (const { holds, why } of checks) {
      if (holds(value)) continue;
      run.trouble = { path: [], why };
      return value;
    }
    return inner ? inner(value, run) : value;
  };
}

/** Whether a value that is there and not null may stand there, whatever it holds itself. */
export function acceptsOf(column: Column): (value: unknown) => boolean {
  const checks = checksOf(column);
  return (value) => checks.every(({ holds }) => holds(value));
}

const NULL = { message: 'must not be null' } as const;

interface Check {
  readonly why: { readonly message: string };
  holds(value: unknown): boolean;
}

function checksOf({ type, accepted, limits }: Column): Check[] {
  return [
    ...(type
      ? [{ why: { message: `must be ${withArticle(describeType(type.type))}` }, holds: fitsOf(type.type) }]
      : []),
    ...(accepted ? [acceptedCheck(accepted.values.map(({ value }) => value))] : []),
    ...[...limits].map(([name, limit]) => limitCheck(name, limit)),
  ];
}

function withArticle(text: string): string {
  return `${/^(?:[aeio]|8|un(?!i))/.test(text) ? 'an' : 'a'} ${text}`;
}

function acceptedCheck(values: readonly Scalar[]): Check {
  const texts = new Set(values.map(String));
  const numbers = new Set(values.filter((value) => typeof value === 'number' || typeof value === 'bigint').map(Number));
  return {
    why: { message: 'must be one of the accepted values' },
    holds: (value) =>
      texts.has(typeof value === 'string' ? value : String(value)) ||
      (numbers.size > 0 && typeof value !== 'object' && value !== '' && numbers.has(Number(value))),
  };
}

function limitCheck(name: LimitName, { value: bound }: Limit): Check {
  const check = (message: string, holds: (value: unknown) => boolean): Check => ({ why: { message }, holds });
  switch (name) {
    case 'minimum':
      return check(`must be >= ${bound}`, (value) => isOrdered(value, bound, (order) => order >= 0));
    case 'maximum':
      return check(`must be <= ${bound}`, (value) => isOrdered(value, bound, (order) => order <= 0));
    case 'exclusive-minimum':
      return check(`must be > ${bound}`, (value) => isOrdered(value, bound, (order) => order > 0));
    case 'exclusive-maximum':
      return check(`must be < ${bound}`, (value) => isOrdered(value, bound, (order) => order < 0));
    case 'min-length':
      return check(`must have at least ${bound} characters`, (value) => [...String(value)].length >= Number(bound));
    case 'max-length':
      return check(`must have at most ${bound} characters`, (value) => [...String(value)].length <= Number(bound));
    case 'min-items':
      return check(
        `must have at least ${bound} items`,
        (value) => !Array.isArray(value) || value.length >= Number(bound),
      );
    case 'max-items':
      return check(
        `must have at most ${bound} items`,
        (value) => !Array.isArray(value) || value.length <= Number(bound),
      );
    case 'multiple-of':
      return check(`must be a multiple of ${bound}`, (value) => isMultiple(Number(value), Number(bound)));
    case 'pattern': {
      const pattern = toRegExp(String(bound));
      return check(`must match ${JSON.stringify(bound)}`, (value) => pattern?.test(String(value)) ?? true);
    }
    default:
      return name satisfies never;
  }
}

/** Numbers by their size, days and times by their texts, which ISO 8601 sorts. What is neither is for the type to refuse. */
function isOrdered(value: unknown, bound: number | string, holds: (order: number) => boolean): boolean {
  if (typeof value === 'number' && typeof bound === 'number') return Number.isNaN(value) || holds(value - bound);
  if (typeof bound === 'string') return typeof value !== 'string' || holds(value < bound ? -1 : value > bound ? 1 : 0);
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);
  return Number.isNaN(number) || holds(number - bound);
}

/** 0.3 is a multiple of 0.1, though no double says so. */
function isMultiple(value: number, of: number): boolean {
  if (Number.isNaN(value) || of === 0) return true;
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}

/** What a value holds is judged by its own columns. */
function innerStep({ members, items }: Column, base: Column | undefined): Step | undefined {
  if (members) {
    const step = rowStep(members, base?.members);
    return (value, run) => (isObject(value) ? step(value, run) : value);
  }
  if (!items) return undefined;
  const step = valueStep(items, base?.items);
  return (value, run) => (Array.isArray(value) ? projectItems(value, step, run) : value);
}
