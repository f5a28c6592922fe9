/**
 * The two passes that look for whom a change moves something: `survey` finds the fields that traffic can be sliced by,
 * `look` replays the records and keeps of each its codes at these fields and what became of every output.
 */
import { compileRead, type Read } from '../../document/pointer.ts';
import { cellText as shownText } from '../../impact/cell.ts';
import { OTHERWISE, SAME } from '../../impact/slices.ts';
import type { Shard } from '../../recordings/reader.ts';
import type { Runnable } from '../compile.ts';
import { type CellKey, cellText, FAILED, REJECTED, Word } from '../evidence/cell.ts';
import type { Detail, OutputSpec } from '../evidence/detail.ts';
import { differ } from '../evidence/differ.ts';
import { createDetail } from '../evidence/output.ts';
import { type Window, windowFilter } from '../order.ts';
import { openShard, runGroups, type ShardObserver } from '../records.ts';
import { HEAD, type Track, trackOf } from '../track.ts';
import { Column, type ColumnParts } from './column.ts';
import { type FieldParts, FieldSurvey } from './fields.ts';

export interface SurveyPass {
  readonly kind: 'survey';
  readonly id: string;
  /** Records of each shard that are read. */
  readonly most: number;
}

export interface SurveyParts {
  readonly kind: 'survey';
  readonly fields: readonly FieldParts[];
}

export interface SlicesPass {
  readonly kind: 'slices';
  readonly id: string;
  /** Pointers in the document, as segments are declared. */
  readonly declared: readonly string[];
  /** Pointers in the recorded input. */
  readonly found: readonly string[];
  /** For each output the transitions that are told apart, as reports name them. */
  readonly transitions: readonly (readonly Transition[])[];
  /** Part of the replayed window that is looked at. */
  readonly share: number;
}

export interface Transition {
  readonly base: string;
  readonly head: string;
}

export interface SlicesParts {
  readonly kind: 'slices';
  readonly records: number;
  /** Declared fields, then found ones. */
  readonly columns: readonly ColumnParts[];
  /** For each output a code a record. */
  readonly outputs: readonly Uint8Array[];
}

/** Reads the first records of a shard, without replaying them. */
export async function survey(
  { most }: SurveyPass,
  runnable: Runnable,
  shard: Shard,
  observer: ShardObserver,
): Promise<SurveyParts> {
  const fields = new FieldSurvey();
  // Where records were counted, the first are alike.
  const isCounted = shard.file.counted !== undefined;
  const first = isCounted ? undefined : most;
  let seen = 0;
  for await (const { tracks } of openShard(runnable, shard, () => true, observer, first, { counts: isCounted })) {
    for (const { request } of tracks) fields.add(request.input);
    seen += tracks.length;
    if (seen >= most) break;
  }
  return { kind: 'survey', fields: fields.export() };
}

export async function countSlices(
  pass: SlicesPass,
  runnable: Runnable,
  shard: Shard,
  window: Window,
  observer: ShardObserver,
): Promise<SlicesParts> {
  const sum = new SlicesSum(pass, runnable);
  const narrow = pass.share >= 1 ? window : { ...window, to: window.from + (window.to - window.from) * pass.share };
  for await (const { tracks } of openShard(runnable, shard, windowFilter(narrow, shard.file.index), observer)) {
    await runGroups(runnable.steps, tracks, observer);
    for (const track of tracks) sum.add(track);
  }
  return sum.export();
}

class SlicesSum {
  readonly #runnable: Runnable;
  readonly #declared: readonly Read[];
  readonly #found: readonly Read[];
  readonly #columns: readonly Column[];
  readonly #outputs: readonly OutputCodes[];
  #records = 0;

  constructor({ declared, found, transitions }: SlicesPass, runnable: Runnable) {
    this.#runnable = runnable;
    this.#declared = declared.map(runnable.readDocument);
    this.#found = found.map(compileRead);
    this.#columns = [...declared, ...found].map(() => new Column());
    this.#outputs = runnable.plan.evidence.outputs.map(
      (spec, index) => new OutputCodes(spec, transitions[index] ?? []),
    );
  }

  /** Adds a record that was replayed; one that could not be is left out. */
  add(base: Track): void {
    const head = trackOf(base, HEAD);
    if (base.end?.outcome === 'unreplayable' || head.end?.outcome === 'unreplayable') return;
    const { document, request } = base;
    this.#records += 1;
    const declared = this.#declared.length;
    for (let index = 0; index < this.#columns.length; index += 1) {
      const read = this.#declared[index];
      this.#columns[index]?.add(
        read ? (read(document) ?? read(request.input)) : this.#found[index - declared]?.(request.input),
      );
    }
    const places = this.#runnable.outputPlaces;
    for (let index = 0; index < this.#outputs.length; index += 1) {
      this.#outputs[index]?.add(shownAt(base, places[index]), shownAt(head, places[index]));
    }
  }

  export(): SlicesParts {
    return {
      kind: 'slices',
      records: this.#records,
      columns: this.#columns.map((column) => column.export()),
      outputs: this.#outputs.map((output) => Uint8Array.from(output.codes)),
    };
  }
}

/** Values at base whose transitions need not be found again. */
const REMEMBERED = 1000;

/** What became of each record at one output. */
export class OutputCodes {
  readonly codes: number[] = [];
  readonly #spec: OutputSpec;
  readonly #detail: Detail;
  readonly #transitions: ReadonlyMap<string, number>;
  /** Codes that were found, by the keys of both sides. */
  readonly #known = new Map<CellKey, Map<CellKey, number>>();

  constructor(spec: OutputSpec, transitions: readonly Transition[]) {
    this.#spec = spec;
    this.#detail = createDetail(spec, { weighted: false, valued: false });
    this.#transitions = new Map(transitions.map(({ base, head }, index) => [JSON.stringify([base, head]), index + 1]));
  }

  add(base: unknown, head: unknown): void {
    this.codes.push(this.code(base, head));
  }

  /** Of values or words, without keeping it. */
  code(base: unknown, head: unknown): number {
    return this.#differ(base, head) ? this.#transition(base, head) : SAME;
  }

  #differ(base: unknown, head: unknown): boolean {
    if (base === head) return false;
    if (base instanceof Word || head instanceof Word) return true;
    return differ(this.#spec.kind, this.#spec.tolerance, base, head);
  }

  #transition(base: unknown, head: unknown): number {
    const [from, to] = [this.#detail.key(base), this.#detail.key(head)];
    const known = this.#known.get(from)?.get(to);
    if (known !== undefined) return known;
    const code = this.#find(from, to);
    if (this.#known.size < REMEMBERED) this.#known.set(from, (this.#known.get(from) ?? new Map()).set(to, code));
    return code;
  }

  /** A table of many numbers names bins, so the values and their bins are looked for. */
  #find(from: CellKey, to: CellKey): number {
    return (
      this.#transitions.get(JSON.stringify([from, to].map((key) => shownText(cellText(key))))) ??
      this.#transitions.get(JSON.stringify([from, to].map((key) => shownText(cellText(this.#detail.fold(key)))))) ??
      OTHERWISE
    );
  }
}

/** What an output shows: its value, or the word for a step that ended the record. */
export function shownAt({ end, document }: Track, place: Read | undefined): unknown {
  if (end) return end.outcome === 'rejected' ? REJECTED : FAILED;
  return place?.(document);
}
