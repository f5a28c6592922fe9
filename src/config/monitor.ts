/** How a pipeline is watched: the key `monitor` of weir.yml, with its defaults, and what is wrong with its limits. */
import { toPointer } from '../document/pointer.ts';
import type { MonitorConfig } from './config.ts';
import { type LimitScope, readLimit } from './limits.ts';
import { member, members } from './loose.ts';
import { describe, type Mistake } from './mistake.ts';
import { resolveRetrain, whenMistakes } from './retrain.ts';
import type { MonitorYml } from './weir-yml.generated.ts';

/** What is no measure of an output. */
const OWN = ['answers.differ', 'inputs.rejected', 'inputs.missing', 'inputs.unseen'] as const;
const USUAL = 0.001;

/** `yml` must have passed schema and rules. */
export function resolveMonitor(yml: MonitorYml = {}, scope: LimitScope): MonitorConfig {
  const { baseline = 13, persist = 3, clear = 2, limits = {}, calendar, labels = {}, retrain } = yml;
  const amount = (key: string, value: unknown): number => {
    const read = readMonitorLimit(key, value, scope);
    if (read === undefined || typeof read !== 'number') throw new Error(`a limit that passed the rules: ${key}`);
    return read;
  };
  const amounts = new Map(Object.entries(limits).map(([key, value]) => [key, amount(key, value)] as const));
  const own = (key: (typeof OWN)[number]): number => amounts.get(key) ?? USUAL;
  return {
    ...{ baseline, persist, clear, differing: own('answers.differ'), rejected: own('inputs.rejected') },
    ...{ missing: own('inputs.missing'), unseen: own('inputs.unseen') },
    ...(calendar !== undefined && { calendar }),
    labels: { mature: shareIn(labels.mature, 0.95), coverage: shareIn(labels.coverage, 0.8) },
    limits: new Map([...amounts].filter(([key]) => !OWN.some((one) => one === key))),
    ...(retrain && {
      retrain: {
        ...resolveRetrain(retrain),
        success: new Map(Object.entries(retrain.success).map(([key, value]) => [key, success(key, value)] as const)),
      },
    }),
  };

  function success(key: string, value: unknown): number {
    const read = readSuccess(key, value, scope);
    if (typeof read !== 'number') throw new Error(`a criterion that passed the rules: ${key}`);
    return read;
  }
}

export function monitorMistakes(pointer: string, monitor: unknown, scope: LimitScope): Mistake[] {
  const mistakes = (lines: unknown, at: string, read: typeof readMonitorLimit): Mistake[] =>
    members(lines).flatMap(([key, value]): Mistake[] => {
      const found = read(key, value, scope);
      if (found === undefined || typeof found === 'number') return [];
      return [{ pointer: `${pointer}${at}${toPointer([key])}`, ...found }];
    });
  return [
    ...mistakes(member(monitor, 'limits'), '/limits', readMonitorLimit),
    ...mistakes(member(member(monitor, 'retrain'), 'success'), '/retrain/success', readSuccess),
    ...whenMistakes(`${pointer}/retrain/when`, monitor, scope),
  ];
}

/** As a limit of the check reads; windows differ in their number of records. */
function readSuccess(key: string, value: unknown, scope: LimitScope): number | Omit<Mistake, 'pointer'> | undefined {
  const read = readLimit(key, value, scope);
  if (!read) return undefined;
  if ('mistake' in read) return read.mistake;
  return read.limit.limit.kind === 'records' ? { ...IN_RECORDS, found: describe(value) } : read.limit.limit.amount;
}

const IN_RECORDS = {
  at: 'value',
  message: 'windows differ in their number of records',
  expected: 'a share, such as 1%',
} as const;

/** Of a share as weir.yml writes it: `95%`, or a number. */
function shareIn(written: string | number | undefined, usual: number): number {
  if (written === undefined) return usual;
  return typeof written === 'number' ? written : Number.parseFloat(written) / 100;
}

/** The amount, or what is wrong; undefined where the schema objects already. */
function readMonitorLimit(
  key: string,
  value: unknown,
  scope: LimitScope,
): number | Omit<Mistake, 'pointer'> | undefined {
  const isOwn = OWN.some((one) => one === key);
  // All are shares of the requests, as what is rejected is.
  const read = readLimit(isOwn ? 'rejected' : key, value, scope);
  if (!read) return undefined;
  if ('mistake' in read) return read.mistake;
  const { limit, measure, output } = read.limit;
  const expected = `<output>.share.<value>, <output>.mean, <output>.accuracy, or ${OWN.join(', ')}`;
  if (!isOwn && (output === undefined || !/^(share\.|mean$|accuracy$)/.test(measure)))
    return { at: 'key', message: 'not what production is watched for', found: describe(key), expected };
  if (limit.kind !== 'records') return limit.amount;
  return { ...IN_RECORDS, found: describe(value) };
}
