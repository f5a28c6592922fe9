/**
 * The number of each kind of contribution. Most are a few short values, which are looked up where they stand, one behind the
 * other: to gather them and write a text of them for each record takes longer.
 */
import type { Read } from '../document/pointer.ts';
import { type Contribution, hasParams, keyOf, type Places } from './contribution.ts';
import type { Replayed } from './evidence/pipeline.ts';
import { type End, HEAD, type Track, trackOf } from './track.ts';

/** Outputs that are as many as records are not worth keeping apart from these; so many take about 20 MB. */
const MOST_CONTRIBUTIONS = 40_000;
/** Longer ones hold values that are not to be kept. */
const LONGEST_KEY = 1000;

/** What comes behind some values: by the next of them. At the end stands the number. */
class Branch {
  readonly next = new Map<unknown, Branch>();
  number: number | undefined;
}

export class Numbers {
  readonly contributions: Contribution[] = [];
  /** Of each, the first one that differs from it in segments alone. */
  readonly firstAlike: number[] = [];
  readonly #places: Places;
  readonly #byKey = new Map<string, number>();
  readonly #withoutSegments = new Map<string, number>();
  /** Of plain ones: by whether base ended, whether the variants came apart, and whether head then ended. */
  readonly #roots = Array.from({ length: 8 }, () => new Branch());

  constructor(places: Places) {
    this.#places = places;
  }

  /** Of a record that is plain, as most are, and of a kind that is known; else undefined. */
  ofPlain(start: Track): number | undefined {
    const { plan, outputPlaces, segments } = this.#places;
    const { input, output, label, weight, value } = start.request;
    if (output !== undefined || label !== undefined || weight !== 1 || value !== undefined) return undefined;
    const head = trackOf(start, HEAD);
    if (plan.isAgainstRecorded || (plan.params && hasParams(input))) return undefined;
    const isParted = head !== start;
    const root = this.#rootOf(isParted, start.end, head.end);
    let branch = start.end ? followEnd(root, start.end) : follow(root, outputPlaces, start.document);
    if (isParted) branch = head.end ? followEnd(branch, head.end) : follow(branch, outputPlaces, head.document);
    return follow(branch, segments, start.document, input)?.number;
  }

  /** Undefined for one that is not to be remembered. */
  of(contribution: Contribution): number | undefined {
    const key = keyOf(contribution);
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const number = this.contributions.length;
    if (number >= MOST_CONTRIBUTIONS || key.length > LONGEST_KEY) return undefined;
    this.contributions.push(contribution);
    this.firstAlike.push(this.#firstLike(contribution, number));
    this.#byKey.set(key, number);
    this.#plant(contribution, number);
    return number;
  }

  #firstLike(contribution: Contribution, number: number): number {
    const { replayed } = contribution;
    const key = keyOf({ ...contribution, replayed: replayed && { ...replayed, segments: [] } });
    const first = this.#withoutSegments.get(key) ?? number;
    this.#withoutSegments.set(key, first);
    return first;
  }

  #plant(contribution: Contribution, number: number): void {
    const { isParted, baseEnd, headEnd, replayed } = contribution;
    if (!replayed || !isPlain(contribution, replayed)) return;
    const { baseValues, headValues, segments } = replayed;
    const ofBase = baseEnd ? valuesOf(baseEnd) : baseValues;
    const ofHead = headEnd ? valuesOf(headEnd) : headValues;
    let branch = this.#rootOf(isParted, baseEnd, headEnd);
    for (const value of [...ofBase, ...(isParted ? ofHead : []), ...segments]) {
      const next = branch.next.get(value) ?? new Branch();
      branch.next.set(value, next);
      branch = next;
    }
    branch.number = number;
  }

  #rootOf(isParted: boolean, baseEnd: End | undefined, headEnd: End | undefined): Branch {
    return this.#roots[(baseEnd ? 1 : 0) + (isParted ? 2 : 0) + (isParted && headEnd ? 4 : 0)] as Branch;
  }
}

/** By what stands at these places, as `readAll` reads it. */
function follow(
  from: Branch | undefined,
  places: readonly Read[],
  document: unknown,
  otherwise?: unknown,
): Branch | undefined {
  let branch = from;
  for (let index = 0; branch && index < places.length; index += 1) {
    const read = places[index];
    const own = read?.(document);
    const value = otherwise === undefined ? own : (own ?? read?.(otherwise));
    branch = isToldApart(value) ? branch.next.get(value) : undefined;
  }
  return branch;
}

function followEnd(from: Branch | undefined, { outcome, path, reason }: End): Branch | undefined {
  return from?.next.get(outcome)?.next.get(path)?.next.get(reason);
}

function valuesOf({ outcome, path, reason }: End): readonly string[] {
  return [outcome, path, reason];
}

function isPlain({ isShadowed, same }: Contribution, replayed: Replayed): boolean {
  const { label, weight, value, baseValues, headValues, segments } = replayed;
  return (
    !isShadowed &&
    same === undefined &&
    label === undefined &&
    weight === 1 &&
    value === undefined &&
    [baseValues, headValues, segments].every((values) => values.every(isToldApart))
  );
}

/** By a Map as by their texts. */
function isToldApart(value: unknown): boolean {
  return (typeof value !== 'object' || value === null) && !Object.is(value, -0);
}
