/** The measure that a name means. */
import type { OutputKind } from '../impact/evidence.ts';
import { type Measure, nameOf, type OutputMeasure } from './measure.ts';
import { outputMeasures, pipelineMeasures } from './rows.ts';

/** A measure as it is named in a limit, taken apart. */
export interface NamedMeasure {
  readonly measure: Measure;
  /** The text after the separator: `none` of `share.none`, `0.5` of `flips@0.5`. */
  readonly parameter?: string;
}

const byId: ReadonlyMap<string, Measure> = new Map(
  [...outputMeasures, ...pipelineMeasures].map((measure) => [measure.id, measure]),
);

/** The measures that an output of this kind has; those that need labels only where there are labels. */
export function measuresOf(kind: OutputKind, labels: boolean): OutputMeasure[] {
  return outputMeasures.filter((measure) => measure.kinds.includes(kind) && (labels || !measure.needsLabels));
}

/**
 * The measure that a text such as `changed`, `share.none` or `flips@0.5` names, whatever kind of output it belongs
 * to; undefined where it names none. A threshold must lie between 0 and 1, a value must not be empty.
 */
export function findMeasure(text: string): NamedMeasure | undefined {
  const plain = byId.get(text);
  if (plain && !plain.parameter) return { measure: plain };
  const [, id = '', separator, parameter = ''] = /^(\w+)([.@])(.+)$/s.exec(text) ?? [];
  const measure = byId.get(id);
  if (measure?.parameter?.separator !== separator || !measure?.parameter) return undefined;
  return measure.parameter.name === 'value' || isThreshold(parameter) ? { measure, parameter } : undefined;
}

/** What a limit's key is about: the part behind the output, or the whole where it names none. */
export function findInKey(key: string): NamedMeasure | undefined {
  return findMeasure(key.slice(key.indexOf('.') + 1));
}

/** The value that a measure is about, `none` of `share.none`, with what it is a value of; undefined of other measures. */
export function valueIn(text: string): { readonly value: string; readonly of: 'answers' | 'labels' } | undefined {
  const { measure, parameter: value } = findMeasure(text) ?? {};
  const of = measure?.parameter?.of;
  return of && value !== undefined ? { value, of } : undefined;
}

/** The threshold that a measure is about: 0.5 of `flips@.50`; undefined of other measures. */
export function thresholdIn(text: string): number | undefined {
  const { measure, parameter } = findMeasure(text) ?? {};
  return measure?.parameter?.name === 'threshold' ? Number(parameter) : undefined;
}

/** The name that evidence has for it: `flips@0.5` for `flips@.50`. */
export function canonicalName(text: string): string {
  const threshold = thresholdIn(text);
  const measure = findMeasure(text)?.measure;
  return measure && threshold !== undefined ? nameOf(measure, String(threshold)) : text;
}

function isThreshold(text: string): boolean {
  return /^(0|1|0?\.\d+)$/.test(text);
}
