/**
 * What the owners have accepted as the usual: `.weir/baseline/<pipeline>.json`, which a pull request changes. Counts by week and no
 * records, so that it holds when the recording no longer has those weeks.
 */
import { BASELINES } from '../config/load.ts';
import { ConfigError } from '../errors.ts';
import { createWeekOf } from '../recordings/window/week.ts';
import type { Part } from './series.ts';

export interface Accepted {
  /** The newest week of which it was said. */
  readonly week: number;
  readonly reason: string;
  /** What production ran then. */
  readonly commit?: string;
  /** What later weeks are compared with, oldest first. */
  readonly weeks: readonly number[];
  /** By series and week, of what production ran then. */
  readonly parts: ReadonlyMap<string, ReadonlyMap<number, Part>>;
}

/** As the file has it. */
export interface Written {
  readonly version: 1;
  readonly pipeline: string;
  /** Monday. */
  readonly accepted: string;
  readonly reason: string;
  /** What production ran. */
  readonly commit?: string;
  /** Of each series least and most by week, for who reviews it: what was usual, and what is from now on. */
  readonly usual: Readonly<Record<string, { readonly before?: Range; readonly now?: Range }>>;
  /** Numerator and denominator, by series and Monday. */
  readonly counts: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;
}

export type Range = readonly [low: number, high: number];

export function pathOf(pipeline: string): string {
  return `${BASELINES}${encodeURIComponent(pipeline)}.json`;
}

/** Throws a ConfigError for a file that is none. */
export function readAccepted(text: string, pipeline: string): Accepted {
  const file = pathOf(pipeline);
  const wrong = (message: string, found?: string): ConfigError =>
    new ConfigError([
      { file, message, ...(found !== undefined && { found }), expected: 'what weir monitor --accept has written' },
    ]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong('is no JSON');
  }
  if (!isWritten(value)) throw wrong('is no baseline');
  if (value.pipeline !== pipeline) throw wrong('is the baseline of another pipeline', value.pipeline);
  const weekOf = createWeekOf();
  const parts = new Map(
    Object.entries(value.counts).map(([key, byWeek]) => [
      key,
      new Map(
        Object.entries(byWeek).map(([monday, [numerator, denominator]]) => [
          weekOf(monday),
          { numerator, denominator },
        ]),
      ),
    ]),
  );
  const weeks = [...new Set([...parts.values()].flatMap((byWeek) => [...byWeek.keys()]))].sort((a, b) => a - b);
  return {
    week: weekOf(value.accepted),
    reason: value.reason,
    ...(typeof value.commit === 'string' && { commit: value.commit }),
    weeks,
    parts,
  };
}

function isWritten(value: unknown): value is Written {
  if (typeof value !== 'object' || value === null) return false;
  const { version, pipeline, accepted, reason, counts } = value as Readonly<Record<string, unknown>>;
  if (version !== 1 || typeof pipeline !== 'string' || typeof reason !== 'string' || !isDay(accepted)) return false;
  if (typeof counts !== 'object' || counts === null) return false;
  return Object.values(counts).every(
    (byWeek: unknown) =>
      typeof byWeek === 'object' &&
      byWeek !== null &&
      Object.entries(byWeek).every(
        ([monday, pair]: [string, unknown]) =>
          isDay(monday) && Array.isArray(pair) && pair.length === 2 && pair.every((one) => Number.isFinite(one)),
      ),
  );
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}
