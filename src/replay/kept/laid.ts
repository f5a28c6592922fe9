/** Kinds of records while they are laid down. */
import { Each } from '../../recordings/kept/each.ts';
import type { Kinds, WeekTimes } from '../../recordings/kept/table.ts';
import type { Malformed } from '../../recordings/reader.ts';
import type { Span } from '../../recordings/screen/counts.ts';
import type { RecordScreen } from '../../recordings/screen/screen.ts';

/** What more of them take up is not worth what it saves, and would not fit into a process. */
const MOST_KINDS = 100_000;
const MOST_TEXT = 16_000_000;
const MOST_MALFORMED = 10_000;
/** About four million records with a time. */
const MOST_OF_EACH = 128_000_000;
/** It is looked at after so many records, and then always; before many were seen, few are alike. */
const [FIRST_LOOK, FURTHER_LOOK] = [8192, 65_536];
const [MOST_DISTINCT_FIRST, MOST_DISTINCT] = [0.95, 0.5];

export class Laid {
  readonly #each: Each | undefined;
  #isTooMuch = false;
  readonly #records: unknown[] = [];
  readonly #positions: number[] = [];
  readonly #times: number[] = [];
  readonly #spans: Span[][] = [];
  readonly #weeks: Map<number, number>[] = [];
  readonly #malformed: Malformed[] = [];
  readonly #numbers = new Map<string, number>();
  #text = 0;
  #passed = 0;

  /** @param ofEach each record is noted, too */
  constructor(ofEach: boolean) {
    this.#each = ofEach ? new Each() : undefined;
  }

  /** Notes one record, where that was asked for. */
  note(kind: number, position: number, time: string | undefined): void {
    if (this.#each && !this.#each.add(kind, position, time)) this.#isTooMuch = true;
  }

  /** The number of a record's kind. `key` is the same for the same records alone. */
  kindOf(record: unknown, key: string, position: number): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      this.#positions[known] = Math.min(this.#positions[known] ?? position, position);
      return known;
    }
    const kind = this.#records.length;
    this.#numbers.set(key, kind);
    this.#text += key.length;
    this.#records.push(record);
    this.#positions.push(position);
    this.#times.push(0);
    this.#spans.push([]);
    this.#weeks.push(new Map());
    return kind;
  }

  /** That records of a kind were from then to then. */
  see(kind: number, from: string, to: string): void {
    const own = this.#spans[kind];
    const [first] = own ?? [];
    if (!first) own?.push({ from, to });
    else if (from < first.from || to > first.to)
      own?.splice(0, 1, { from: from < first.from ? from : first.from, to: to > first.to ? to : first.to });
  }

  count(kind: number, times: number, week: number | undefined): void {
    this.#times[kind] = (this.#times[kind] ?? 0) + times;
    const own = this.#weeks[kind];
    if (week !== undefined) own?.set(week, (own.get(week) ?? 0) + times);
  }

  /** Counts what a screen has counted, whose answers are kinds. */
  take({ counts, weeks, spans }: ReturnType<RecordScreen['take']>): void {
    for (const kind of this.#records.keys()) {
      this.count(kind, counts[kind] ?? 0, undefined);
      for (const { from, to } of spans[kind] ?? []) this.see(kind, from, to);
    }
    for (const { week, answers, times } of weeks) {
      for (const [index, kind] of answers.entries()) {
        const known = this.#weeks[kind];
        known?.set(week, (known.get(week) ?? 0) + (times[index] ?? 0));
      }
    }
  }

  reject(place: Malformed): void {
    this.#malformed.push(place);
  }

  pass(records: number): void {
    this.#passed += records;
  }

  get records(): number {
    return this.#passed;
  }

  get isWorth(): boolean {
    const kinds = this.#records.length;
    if (this.#isTooMuch || (this.#each?.bytes ?? 0) > MOST_OF_EACH) return false;
    if (kinds > MOST_KINDS || this.#text > MOST_TEXT || this.#malformed.length > MOST_MALFORMED) return false;
    if (this.#passed < FIRST_LOOK) return true;
    return kinds <= this.#passed * (this.#passed < FURTHER_LOOK ? MOST_DISTINCT_FIRST : MOST_DISTINCT);
  }

  get kinds(): Kinds {
    return {
      records: this.#records,
      positions: this.#positions,
      times: this.#times,
      spans: this.#spans,
      weeks: this.#weeks.map((own): WeekTimes[] => [...own]),
      malformed: this.#malformed,
      ...(this.#each && { each: this.#each.finish() }),
    };
  }
}
