/** What an issue carries for the next run, out of people's sight: which finding it is, and how far its life is. */

import { type Contract, isContract } from '../../monitor/retrain.ts';
import { LONGEST_SNOOZE } from '../approvals/decision.ts';

export interface Life {
  readonly pipeline: string;
  /** As `causesOf` calls it. */
  readonly cause: string;
  /** `over`: Weir itself has closed it. */
  readonly state: 'holding' | 'over';
  /** Mondays: of the newest week that it was written for, and of the one in which it opened. */
  readonly window: string;
  readonly opened: string;
  /** How many times its limit it was when somebody was last told. */
  readonly told: number;
  /** Somebody closed it while it held, and it was opened again. */
  readonly reopened?: true;
  /** A day until whose week nobody wants to hear of it; at most `LONGEST_SNOOZE` days after its window. */
  readonly snoozed?: string;
  /** Who has said so in a comment, and the App's signature under that; without, it was closed as not planned. */
  readonly snoozedBy?: string;
  readonly seal?: string;
  /** What a retraining is judged by, as it was when it was asked for. */
  readonly contract?: Contract;
  /** Retrainings since then that did not mend it. */
  readonly failed?: number;
}

const BEGINNING = '<!-- weir:finding ';
const EVENT = '<!-- weir:event ';
const END = ' -->';

/** A line, to be the first of an issue; the same for the same life. */
export function markOf(life: Life): string {
  return `${BEGINNING}${hidden(lifeOf(life))}${END}`;
}

/** Undefined for an issue that is no finding, or whose mark somebody has changed beyond reading. */
export function readMark(body: string): Life | undefined {
  const text = body.trimStart();
  const end = text.indexOf(END);
  if (!text.startsWith(BEGINNING) || end < 0) return undefined;
  try {
    return lifeOf(JSON.parse(text.slice(BEGINNING.length, end)));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A line, to be the first of a comment, by which it is known to be there already. */
export function eventMark(event: string): string {
  return `${EVENT}${hidden(event)}${END}`;
}

/** JSON that cannot end a comment of HTML. */
function hidden(value: unknown): string {
  return JSON.stringify(value).replace(/[<>-]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
}

function lifeOf(value: unknown): Life | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const all = value as Readonly<Record<string, unknown>>;
  const { pipeline, cause, state, window, opened, told, reopened, snoozed, snoozedBy, seal, contract, failed } = all;
  if (typeof pipeline !== 'string' || typeof cause !== 'string') return undefined;
  if ((state !== 'holding' && state !== 'over') || !isDay(window) || !isDay(opened)) return undefined;
  return {
    ...{ pipeline, cause, state, window, opened },
    told: typeof told === 'number' && told > 0 ? told : 1,
    ...(reopened === true && { reopened }),
    ...(isContract(contract) && { contract }),
    ...(typeof failed === 'number' && failed > 0 && { failed }),
    ...(isDay(snoozed) &&
      snoozed <= daysAfter(window, LONGEST_SNOOZE) && {
        snoozed,
        ...(typeof snoozedBy === 'string' && { snoozedBy }),
        ...(typeof seal === 'string' && { seal }),
      }),
  };
}

/** The same without a snooze. */
export function awake({ snoozed: _snoozed, snoozedBy: _by, seal: _seal, ...life }: Life): Life {
  return life;
}

/** By the weeks of the recording, not by a clock. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
}
