/** A line on the terminal that says how far a long run is. It goes to stderr, only to a terminal, and leaves no trace. */

import { columns } from '../format/columns.ts';
import { compact, duration } from '../format/numbers.ts';
import { bar } from './bar.ts';
import { cut, padEnd, plain } from './plain.ts';

interface ProgressState {
  /** Records. */
  readonly done: number;
  /** 0 where it is not known yet. */
  readonly total: number;
  /** What is running: the name of the pipeline. */
  readonly label: string;
}

export interface Progress {
  /** May be called as often as one likes; at most ten lines a second are drawn. */
  update(state: ProgressState): void;
  /** Takes the line away. */
  finish(): void;
}

/** The part of a `tty.WriteStream` that is used. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const shortestPause = 100;
const barWidth = 12;
const eraseLine = '\r\u001b[2K';

/** `now` gives milliseconds. Writes nothing to a stream that is no terminal. */
export function createProgress(stream: ProgressStream, now: () => number): Progress {
  if (!stream.isTTY) return { update() {}, finish() {} };
  let drawn: number | undefined;
  let start: { label: string; at: number; done: number } | undefined;

  return {
    update(state) {
      const at = now();
      if (start?.label !== state.label || state.done < start.done) start = { label: state.label, at, done: state.done };
      if (drawn !== undefined && at - drawn < shortestPause) return;
      drawn = at;
      const seconds = (at - start.at) / 1000;
      const rate = seconds > 0 ? (state.done - start.done) / seconds : 0;
      stream.write(eraseLine + progressLine(state, rate, (stream.columns ?? 80) - 1));
    },
    finish() {
      if (drawn !== undefined) stream.write(eraseLine);
      drawn = undefined;
      start = undefined;
    },
  };
}

/** `name ▕███         ▏ 25 %  300 k of 1.2 M records  150 k/s  6 s left`; `rate` in records a second. */
function progressLine({ done, total, label }: ProgressState, rate: number, width: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const amount = total > 0 ? `${compact(done)} of ${compact(total)} records` : `${compact(done)} records`;
  const parts = [
    total > 0 ? `▕${padEnd(bar(share, barWidth), barWidth)}▏ ${Math.floor(share * 100)} %` : '',
    amount,
    rate > 0 ? `${compact(rate)}/s` : '',
    rate > 0 && total > done ? `${duration((total - done) / rate)} left` : '',
  ];
  const numbers = parts.filter(Boolean).join('  ');
  const name = cut(plain(label), Math.max(0, width - columns(numbers) - 2));
  return cut(name ? `${name}  ${numbers}` : numbers, width);
}
