/** Reads one line under `limits`: which measure of which output it names, and what it allows. */

import { either } from '../format/listed.ts';
import { findMeasure, measuresOf } from '../measures/find.ts';
import type { Measure } from '../measures/measure.ts';
import { pipelineMeasures } from '../measures/rows.ts';
import { nearest } from '../nearest.ts';
import type { LimitConfig } from './config.ts';
import { describe, type Mistake, oneOf } from './mistake.ts';
import type { OutputKind } from './output-kind.ts';

/** What a limit may name. Undefined: wrong in itself, so that nothing can be said about it here. */
export interface LimitScope {
  readonly outputs: ReadonlyMap<string, OutputKind | undefined>;
  readonly hasLabels: boolean | undefined;
}

export type Limit = Omit<LimitConfig, 'range'>;
export type LimitMistake = Omit<Mistake, 'pointer'>;
type Target = { readonly measure: Measure; readonly output?: string; readonly text: string };

/**
 * `tier.changed: 1%` → its measure and amount, or what is wrong with it; undefined where another mistake (an unknown
 * kind, a value of a wrong type) keeps it from being understood.
 */
export function readLimit(
  key: string,
  value: unknown,
  scope: LimitScope,
): { limit: Limit } | { mistake: LimitMistake } | undefined {
  const target = findTarget(key, scope);
  if (!target || 'mistake' in target) return target;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const parts = /^(\d+(?:\.\d+)?|\d+(?:\.\d+)?e[+-]?\d+)(?: ?(%)| (records?))?$/.exec(text);
  if (!parts?.[1]) return undefined;
  const [, digits, percent, records] = parts;
  const { measure, output } = target;
  // 4.1 / 100 is not the number 0.041, but 4.1e-2 is.
  const amount = percent ? Number(`${digits}e-2`) : Number(digits);
  const mistake = records ? wrongCount(key, amount, measure) : wrongAmount(text, amount, Boolean(percent), target);
  if (mistake) return { mistake: { at: 'value', found: describe(value), ...mistake } };
  return {
    limit: { key, output, measure: target.text, limit: { kind: kindOf(measure, Boolean(records)), amount }, text },
  };
}

function kindOf(measure: Measure, isCount: boolean): 'share' | 'records' | 'number' {
  if (isCount) return 'records';
  return measure.unit === 'share' || measure.unit === 'ratio' ? 'share' : 'number';
}

function wrongCount(key: string, amount: number, measure: Measure): Omit<LimitMistake, 'at'> | undefined {
  if (!measure.countsRecords) return { message: `"${key}" does not count records`, expected: expectedFor(measure) };
  if (!Number.isInteger(amount))
    return { message: 'a part of a record is no limit', expected: 'a whole number of records' };
  return undefined;
}

function wrongAmount(
  text: string,
  amount: number,
  isPercent: boolean,
  target: Target,
): Omit<LimitMistake, 'at'> | undefined {
  const { measure, output } = target;
  if (isPercent && measure.unit === 'number') {
    const relative = measure.relative ? `; ${output}.${measure.relative} takes a percentage` : '';
    return { message: `"${measure.id}" is in the unit of "${output}"`, expected: `a plain number${relative}` };
  }
  if (!isPercent && isAmbiguous(amount, measure)) {
    const [small, whole] = [`${text}%`, `${Number((amount * 100).toPrecision(12))}%`];
    return { message: `${text} may mean ${small} or ${whole}`, expected: `${small} or ${whole}` };
  }
  if (measure.max === undefined || amount <= measure.max) return undefined;
  if (measure.unit !== 'share')
    return { message: `"${measure.id}" never exceeds ${measure.max}`, expected: expectedFor(measure) };
  const nearestText = !isPercent && amount <= 100 ? `${text}%` : undefined;
  return { message: 'a share never exceeds 100%', expected: expectedFor(measure), nearest: nearestText };
}

/** 0.01 is 1 %, but who writes 1, or 5 on a ratio, may well mean per cent. */
function isAmbiguous(amount: number, { unit }: Measure): boolean {
  return (unit === 'share' && amount === 1) || (unit === 'ratio' && amount >= 1);
}

function expectedFor(measure: Measure): string {
  const count = measure.countsRecords ? ', or a count such as "200 records"' : '';
  if (measure.unit === 'share') return `a share from 0% to 100%${count}`;
  if (measure.unit === 'ratio') return 'a percentage such as 2%';
  return measure.max === undefined ? 'a plain number' : `a number from 0 to ${measure.max}`;
}

function findTarget(key: string, scope: LimitScope): Target | { mistake: LimitMistake } | undefined {
  const whole = pipelineMeasures.find((measure) => measure.id === key);
  if (whole) return { measure: whole, text: key };
  const dot = key.indexOf('.');
  const output = dot < 0 ? key : key.slice(0, dot);
  const text = dot < 0 ? '' : key.slice(dot + 1);
  if (!scope.outputs.has(output)) return { mistake: unknownOutput(key, output, text, scope) };
  const kind = scope.outputs.get(output);
  if (!kind) return undefined;
  const named = findMeasure(text);
  if (!named?.measure.kinds.includes(kind)) return { mistake: unknownMeasure(key, output, text, kind, scope) };
  if (named.measure.needsLabels && scope.hasLabels === false) {
    const message = `"${text}" needs to know what turned out right`;
    return { mistake: { at: 'key', message, expected: 'a recording with a label' } };
  }
  return { measure: named.measure, output, text };
}

function unknownOutput(key: string, output: string, text: string, scope: LimitScope): LimitMistake {
  const outputs = [...scope.outputs.keys()];
  const whole = pipelineMeasures.map(({ id }) => id);
  const place = { at: 'key', found: describe(key) } as const;
  if (text === '') {
    const kinds = findMeasure(key)?.measure.kinds ?? [];
    const owner = [...scope.outputs].find(([, kind]) => kind && kinds.includes(kind))?.[0];
    const meant = nearest(key, whole) ?? (owner && `${owner}.${key}`);
    const expected = `<output>.<measure>, ${either(whole)}`;
    return { ...place, message: 'not the name of a limit', expected, nearest: meant };
  }
  const meant = nearest(output, outputs);
  const expected = outputs.length > 0 ? oneOf(outputs) : undefined;
  return { ...place, message: `there is no output "${output}"`, expected, nearest: meant && `${meant}.${text}` };
}

function unknownMeasure(key: string, output: string, text: string, kind: OutputKind, scope: LimitScope): LimitMistake {
  const forms = measuresOf(kind, scope.hasLabels !== false).map(({ form }) => form);
  const exists = (findMeasure(text)?.measure.kinds.length ?? 0) > 0;
  const message = exists
    ? `"${output}" is a ${kind}, which has no "${text}"`
    : text === ''
      ? `which measure of "${output}"?`
      : `there is no measure "${text}"`;
  const meant = nearest(text, forms);
  return { at: 'key', message, found: describe(key), expected: oneOf(forms), nearest: meant && `${output}.${meant}` };
}
