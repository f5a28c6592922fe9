/**
 * Tells records apart by all that evidence is made of, and by nothing else: where each variant ended or what stands at its
 * outputs, the segments, and what was recorded. Those that are alike are counted by week, and added up once at the end.
 */
import type { RecordedRequest } from '../../recordings/record.ts';
import {
  addContribution,
  addInWeek,
  type Contribution,
  contributionOf,
  hasParams,
  type Places,
} from '../contribution.ts';
import type { PipelineSum } from '../evidence/pipeline.ts';
import type { Track } from '../track.ts';

/** A pair of versions that evidence compares: where it looks, the variants that are its base's and head's, and its sums. */
export interface Pair {
  readonly places: Places;
  readonly base: number;
  readonly head: number;
  readonly sum: PipelineSum;
}

/** So many at most, with a count for each in each week. */
const MOST_KINDS = 20_000;
/** After so many records it is looked whether at least half of those since the last look were known. */
const LOOK = 65_536;

/** What follows after the values on the way here. */
interface Node {
  readonly next: Map<unknown, Node>;
  /** Where a track did not end. */
  running: Node | undefined;
  kind: Kind | undefined;
}

interface Kind {
  readonly number: number;
  /** By pair. */
  readonly contributions: readonly Contribution[];
  /** Of those without a time. */
  untimed: number;
  /** First and last time. */
  from: string | undefined;
  to: string | undefined;
}

export class Kinds {
  readonly #pairs: readonly Pair[];
  readonly #places: Places;
  readonly #isRecorded: boolean;
  readonly #hasParams: boolean;
  readonly #beside: readonly ((request: RecordedRequest) => unknown)[];
  readonly #root = newNode();
  /** Of records with params of their own. */
  readonly #shadowed = newNode();
  readonly #kinds: Kind[] = [];
  readonly #weeks = new Map<number, Float64Array<ArrayBuffer>>();
  #week: number | undefined;
  #counts = new Float64Array();
  #seen = 0;
  #kindsBefore = 0;
  #isOn = true;

  /** @param pairs of one pipeline, so that all look at the same places */
  constructor(pairs: readonly [Pair, ...Pair[]]) {
    this.#pairs = pairs;
    const [{ places }] = pairs;
    const { recording, params } = places.plan;
    this.#places = places;
    this.#isRecorded = recording.output !== undefined;
    this.#hasParams = params !== undefined;
    this.#beside = [
      ...(recording.label === undefined ? [] : [({ label }: RecordedRequest) => label]),
      ...(recording.weight === undefined ? [] : [({ weight }: RecordedRequest) => weight]),
      ...(recording.value === undefined ? [] : [({ value }: RecordedRequest) => value]),
    ];
  }

  /** Counts a record that has run; false for one that is to be added by itself. `week`: where it has a time. */
  take(track: Track, week: number | undefined): boolean {
    if (!this.#isOn) return false;
    if (++this.#seen === LOOK) this.#look();
    const node = this.#nodeOf(track);
    if (!node) return false;
    const kind = node.kind ?? this.#add(node, track);
    if (!kind) return false;
    const { time } = track.request;
    if (week === undefined || time === undefined) {
      kind.untimed += 1;
      return true;
    }
    if (kind.from === undefined || time < kind.from) kind.from = time;
    if (kind.to === undefined || time > kind.to) kind.to = time;
    if (week !== this.#week || kind.number >= this.#counts.length) this.#turnTo(week, kind.number);
    this.#counts[kind.number]! += 1;
    return true;
  }

  /** Adds all that were taken. */
  settle(): void {
    for (const [index, { sum }] of this.#pairs.entries()) {
      for (const kind of this.#kinds) {
        const contribution = kind.contributions[index];
        if (!contribution) continue;
        const { from, to } = kind;
        if (contribution.replayed && from !== undefined && to !== undefined) sum.addTimes(from, to);
        let times = kind.untimed;
        for (const [week, counts] of this.#weeks) {
          const own = counts[kind.number] ?? 0;
          if (own === 0) continue;
          times += own;
          const part = sum.week(week);
          if (part) addInWeek(part, contribution, own);
        }
        addContribution(sum, contribution, times);
      }
    }
  }

  /** Undefined where a value is none that can be told apart by itself. */
  #nodeOf(start: Track): Node | undefined {
    const { request } = start;
    let node = this.#hasParams && hasParams(request.input) ? this.#shadowed : this.#root;
    for (const read of this.#beside) {
      const value = read(request);
      if (!isPlain(value)) return undefined;
      node = nextOf(node, value);
    }
    if (this.#isRecorded) {
      const { output } = request;
      node = nextOf(node, output === undefined);
      if (output !== undefined)
        for (const recorded of this.#places.recordedPlaces) {
          const value = recorded.find((read) => read(output) !== undefined)?.(output);
          if (!isPlain(value)) return undefined;
          node = nextOf(node, value);
        }
    }
    for (let track: Track | undefined = start; track; track = track.parted) {
      const { end, document } = track;
      if (start.parted) node = nextOf(node, maskOf(track.variants));
      if (end) node = nextOf(nextOf(nextOf(node, end.outcome), end.path), end.reason);
      else {
        node.running ??= newNode();
        node = node.running;
        for (const read of this.#places.outputPlaces) {
          const value = read(document);
          if (!isPlain(value)) return undefined;
          node = nextOf(node, value);
        }
      }
      for (const read of this.#places.segments) {
        const value = read(document) ?? read(request.input);
        if (!isPlain(value)) return undefined;
        node = nextOf(node, value);
      }
    }
    return node;
  }

  #add(node: Node, track: Track): Kind | undefined {
    const number = this.#kinds.length;
    if (number >= MOST_KINDS) return undefined;
    const contributions = this.#pairs.map(({ places, base, head }) => contributionOf(places, track, base, head));
    const kind: Kind = { number, contributions, untimed: 0, from: undefined, to: undefined };
    node.kind = kind;
    this.#kinds.push(kind);
    return kind;
  }

  #turnTo(week: number, number: number): void {
    let counts = this.#weeks.get(week);
    if (counts === undefined || number >= counts.length) {
      const more = new Float64Array(Math.max(64, 2 ** Math.ceil(Math.log2(number + 1))));
      if (counts) more.set(counts);
      counts = more;
      this.#weeks.set(week, counts);
    }
    this.#week = week;
    this.#counts = counts;
  }

  #look(): void {
    if (this.#kinds.length - this.#kindsBefore > LOOK / 2 || this.#kinds.length >= MOST_KINDS) this.#isOn = false;
    this.#kindsBefore = this.#kinds.length;
    this.#seen = 0;
  }
}

function newNode(): Node {
  return { next: new Map(), running: undefined, kind: undefined };
}

function nextOf(node: Node, value: unknown): Node {
  const known = node.next.get(value);
  if (known) return known;
  const made = newNode();
  node.next.set(value, made);
  return made;
}

/** A map tells it from any other; of lists and objects that is not so, nor of -0. */
function isPlain(value: unknown): boolean {
  return (typeof value !== 'object' || value === null) && !Object.is(value, -0);
}

/** A number for a set of variants, of which there are fewer than 50. */
function maskOf(variants: readonly number[]): number {
  let mask = 0;
  for (const variant of variants) mask += 2 ** variant;
  return mask;
}
