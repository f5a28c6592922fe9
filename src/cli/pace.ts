/** A replay that would take hours says so early, also where nobody sees a terminal: how fast it is, and what takes the time. */
import { UsageError } from '../errors.ts';
import { compact, count, duration } from '../format/numbers.ts';
import type { Round } from '../replay/replay.ts';

/** Milliseconds of a pipeline's replay after which its pace is known. */
const SETTLED = 10_000;
/** What takes no longer than so many seconds more is not worth a word. */
const LONG = 600;
/** Seconds that a sample may take which is recommended. */
const A_MINUTE = 60;

export interface PaceOptions {
  readonly say: (text: string) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

interface Replaying {
  readonly label: string;
  readonly since: number;
  readonly from: number;
  done: number;
  total: number;
  at: number;
  round: Round;
}

export class Pace {
  readonly #options: PaceOptions;
  readonly #said = new Set<string>();
  #replaying: Replaying | undefined;

  constructor(options: PaceOptions) {
    this.#options = options;
  }

  /** Hears of a replay as progress does. */
  update(label: string, done: number, total: number, round: Round): void {
    const at = this.#options.now();
    const known = this.#replaying;
    if (known?.label !== label || done < known.done) {
      this.#replaying = { label, since: at, from: done, done, total, at, round };
      return;
    }
    Object.assign(known, { done, total, at, round });
    const seconds = (total - done) / passedIn(known);
    if (this.#said.has(label) || at - known.since < SETTLED || !(seconds > LONG)) return;
    this.#said.add(label);
    const what = round.share < 1 ? ` of a random sample of ${compact(total * round.share)}` : '';
    this.#options.say(
      `${paceOf(known)}; about ${duration(seconds)} to go${what}. ` +
        `\`--max-records ${sampleIn(known, A_MINUTE)}\` is through in about a minute, \`--timeout\` ends a check after so many`,
    );
  }

  /** Why a check ended after so many minutes. */
  over(minutes: number): UsageError {
    const replaying = this.#replaying;
    const found =
      replaying && `${paceOf(replaying)}; ${count(replaying.done)} of about ${count(replaying.total)} were passed`;
    const unit = minutes === 1 ? 'minute' : 'minutes';
    const sample = replaying && sampleIn(replaying, minutes * 30);
    return new UsageError([
      {
        message: `the check did not end within ${minutes} ${unit} (--timeout): nothing was judged`,
        ...(found && { found }),
        expected: `more time, a smaller recording${sample ? `, or a random sample of it: \`--max-records ${sample}\`` : ''}`,
      },
    ]);
  }
}

/** Records a second, replayed or passed by. */
function passedIn({ done, from, at, since }: Replaying): number {
  return at > since ? (1000 * (done - from)) / (at - since) : 0;
}

/** `screening: 16 records a second, most of the time in rules/slow.jsonata`. */
function paceOf(replaying: Replaying): string {
  const step = replaying.round.busiest();
  const rate = passedIn(replaying) * replaying.round.share;
  const pace = `${rate >= 10 ? compact(Math.round(rate)) : rate.toPrecision(1)} records a second`;
  return `${replaying.label}: ${pace}${step === undefined ? '' : `, most of the time in ${step}`}`;
}

/** How many records are replayed in so many seconds, to one digit. */
function sampleIn(replaying: Replaying, seconds: number): number {
  const records = Math.max(1, passedIn(replaying) * replaying.round.share * seconds);
  const unit = 10 ** Math.floor(Math.log10(records));
  return Math.floor(records / unit) * unit;
}
