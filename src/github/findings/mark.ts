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
  /** Monday of the week in which a retraining was asked for last, and how often it was by this contract. */
  readonly asked?: string;
  readonly asks?: number;
  /** What became of starting it. */
  readonly start?: Start;
  /** Retrainings since then that did not mend it. */
  readonly failed?: number;
}

export interface Start {
  /** Which time that it was asked for. */
  readonly ask: number;
  /**
   * - `started` its run is there, at `url`
   * - `taken` GitHub took the request, and no run is to be seen
   * - `unseen` it is not known whether GitHub took it
   * - `refused` it was not started: `why`
   */
  readonly state: 'started' | 'taken' | 'unseen' | 'refused';
  readonly url?: string;
  readonly why?: string;
}

const STATES = ['started', 'taken', 'unseen', 'refused'] as const;

const BEGINNING = '<!-- weir:finding ';
const EVENT = '<!-- weir:event ';
const CLAIM = '<!-- weir:start ';
const END = ' -->';

/** A line, to be the first of an issue; the same for the same life. */
export function markOf(life: Life): string {
  return `${BEGINNING}${hidden(lifeOf(life))}${END}`;
}

/** Undefined for an issue that is no finding, or whose mark somebody has changed beyond reading. */
export function readMark(body: string): Life | undefined {
  return lifeOf(readHidden(body, BEGINNING));
}

/** Who says in a comment that it starts a retraining. */
export interface Claim {
  /** Of the finding, and which time that it was asked for. */
  readonly opened: string;
  readonly ask: number;
  /** The newest run that there was before. */
  readonly after: number;
  /** Tells apart who said it. */
  readonly nonce: string;
}

/** A line, to be the first of a comment. */
export function claimMark({ opened, ask, after, nonce }: Claim): string {
  return `${CLAIM}${hidden({ opened, ask, after, nonce })}${END}`;
}

export function readClaim(body: string): Claim | undefined {
  const found = readHidden(body, CLAIM);
  if (typeof found !== 'object' || found === null) return undefined;
  const { opened, ask, after, nonce } = found as Readonly<Record<string, unknown>>;
  if (!isDay(opened) || typeof ask !== 'number' || typeof after !== 'number' || typeof nonce !== 'string')
    return undefined;
  return { opened, ask, after, nonce };
}

export function readHidden(body: string, beginning: string): unknown {
  const text = body.trimStart();
  const end = text.indexOf(END);
  if (!text.startsWith(beginning) || end < 0) return undefined;
  try {
    return JSON.parse(text.slice(beginning.length, end));
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
export function hidden(value: unknown): string {
  return JSON.stringify(value).replace(/[<>-]/g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`);
}

export function lifeOf(value: unknown): Life | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const all = value as Readonly<Record<string, unknown>>;
  const { pipeline, cause, state, window, opened, told, reopened, snoozed, snoozedBy, seal } = all;
  const { contract, asked, asks, start, failed } = all;
  if (typeof pipeline !== 'string' || typeof cause !== 'string') return undefined;
  if ((state !== 'holding' && state !== 'over') || !isDay(window) || !isDay(opened)) return undefined;
  return {
    ...{ pipeline, cause, state, window, opened },
    told: typeof told === 'number' && told > 0 ? told : 1,
    ...(reopened === true && { reopened }),
    ...(isContract(contract) && { contract }),
    ...(isDay(asked) && { asked }),
    ...(typeof asks === 'number' && asks > 0 && { asks }),
    ...startOf(start),
    ...(typeof failed === 'number' && failed > 0 && { failed }),
    ...(isDay(snoozed) &&
      snoozed <= daysAfter(window, LONGEST_SNOOZE) && {
        snoozed,
        ...(typeof snoozedBy === 'string' && { snoozedBy }),
        ...(typeof seal === 'string' && { seal }),
      }),
  };
}

function startOf(value: unknown): Pick<Life, 'start'> {
  if (typeof value !== 'object' || value === null) return {};
  const { ask, state: written, url, why } = value as Readonly<Record<string, unknown>>;
  const state = STATES.find((one) => one === written);
  if (typeof ask !== 'number' || state === undefined) return {};
  return { start: { ask, state, ...(typeof url === 'string' && { url }), ...(typeof why === 'string' && { why }) } };
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
