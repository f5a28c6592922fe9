/** Reads what the program has counted out of its memory, as `assembly/counts.ts` lays it there. */
import { createEpochFormatter } from '../epoch-time.ts';
import type { Code } from './code.ts';

/** From the first to the last, ISO 8601. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** By answer, which are numbers from 0. */
export interface Counts {
  readonly counts: Float64Array;
  /** Where lines are counted by week; one may come twice. */
  readonly weeks: readonly InWeek[];
  /** When they were, by the way in which that was written; all of them at 0 where they are not told apart. */
  readonly spans: readonly (readonly Span[] | undefined)[];
}

/** Most answers are in few weeks: of each of these answers, how many lines were in this one. */
export interface InWeek {
  readonly week: number;
  readonly answers: Uint32Array;
  readonly times: Uint32Array;
}

const UNITS = 4;

export function takeCounts(code: Code, buffer: ArrayBuffer): Counts {
  const [words, block, blocks] = [new Uint32Array(buffer), code.BLOCK.value, code.BLOCKS.value];
  const [answers, answerWords] = [code.ANSWERS.value / 4, code.ANSWER_BYTES.value / 4];
  const filled = filledIn(words, answers, blocks);
  const counts = new Float64Array(filled * block);
  const spans: Span[][] = [];
  const spansAt = spanReader(code, buffer);
  for (let answer = 0; answer < counts.length; answer += 1) {
    const start = words[answers + Math.floor(answer / block)] ?? 0;
    if (start === 0) continue;
    const at = start / 4 + (answer % block) * answerWords;
    counts[answer] = words[at] ?? 0;
    const extent = words[at + 2] ?? 0;
    if (extent !== 0) spans[answer] = spansAt(extent);
  }
  const weeks: InWeek[] = [];
  for (let week = 0; week < code.MOST_WEEKS.value; week += 1) {
    const own = (words[code.WEEKS.value / 4 + week] ?? 0) / 4;
    if (own !== 0) weeks.push({ week, ...inWeekAt(words, words.subarray(own, own + filled), block) });
  }
  return { counts, weeks, spans };
}

/** @param starts of its blocks of counts; 0 for one that is not there */
function inWeekAt(words: Uint32Array, starts: Uint32Array, block: number): Pick<InWeek, 'answers' | 'times'> {
  const blocks = [...starts].map((start) => words.subarray(start / 4, start === 0 ? 0 : start / 4 + block));
  const size = blocks.reduce((sum, own) => sum + own.reduce((count, times) => count + Number(times > 0), 0), 0);
  const [answers, all] = [new Uint32Array(size), new Uint32Array(size)];
  let at = 0;
  for (const [index, own] of blocks.entries()) {
    for (let answer = 0; answer < own.length; answer += 1) {
      const times = own[answer] ?? 0;
      if (times === 0) continue;
      answers[at] = index * block + answer;
      all[at] = times;
      at += 1;
    }
  }
  return { answers, times: all };
}

/** One more than the last of the blocks that there are. */
function filledIn(words: Uint32Array, from: number, blocks: number): number {
  return words.subarray(from, from + blocks).findLastIndex((start) => start !== 0) + 1;
}

function spanReader({ GREATEST, FIRST, LAST, LONGEST_TIME }: Code, buffer: ArrayBuffer): (extent: number) => Span[] {
  const [bytes, numbers, format] = [Buffer.from(buffer), new Float64Array(buffer), createEpochFormatter()];
  const textAt = (at: number): string => {
    const end = bytes.subarray(at, at + LONGEST_TIME.value).indexOf(0);
    return bytes.toString('latin1', at, end < 0 ? at + LONGEST_TIME.value : at + end);
  };
  return (extent) => {
    const spans: Span[] = [];
    if (bytes[extent + FIRST.value] !== 0)
      spans.push({ from: textAt(extent + FIRST.value), to: textAt(extent + LAST.value) });
    for (let unit = 0; unit < UNITS; unit += 1) {
      const at = extent / 8 + unit;
      const [least, greatest] = [numbers[at] ?? 0, numbers[at + GREATEST.value / 8] ?? 0];
      const [from, to] = least > greatest ? [] : [format(least), format(greatest)];
      if (from !== undefined && to !== undefined) spans.push({ from, to });
    }
    return spans;
  };
}
