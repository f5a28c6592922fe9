/** Puts the keys of all shards together, and finds the records that are refused for them. */
import type { Fact, Refused } from './fact.ts';
import { KeyTable } from './key-table.ts';
import type { AcrossParts } from './pass.ts';
import { type Places, WORDS } from './places.ts';

/** A fact, and what it was made of. */
export interface Known {
  readonly fact: Fact;
  /** The recording that offers keys, where it is another one: how many keys, and records that it has and nobody can read. */
  readonly from: string | undefined;
  readonly offered: number;
  readonly malformed: number;
}

/** The keys of one fact, of all shards that have ended. */
interface Gathered {
  readonly fact: Omit<Fact, 'refused'>;
  readonly table: KeyTable;
  /** Own keys, where they have to be among those of the table. */
  readonly own: { readonly file: number; readonly places: Places }[] | undefined;
  readonly from: string | undefined;
  malformed: number;
}

/** Of one step. */
export class Gathering {
  readonly #step: number;
  readonly #found = new Map<string, Gathered>();

  constructor(step: number) {
    this.#step = step;
  }

  add({ file, taken, malformed }: AcrossParts): void {
    for (const { source, id, own, offered, from } of taken) {
      const key = `${source} ${id}`;
      const known = this.#found.get(key) ?? {
        ...{ fact: { step: this.#step, source, id }, table: new KeyTable(), own: offered && [] },
        ...{ from, malformed: 0 },
      };
      this.#found.set(key, known);
      known.table.add(file, offered ?? own);
      known.own?.push({ file, places: own });
      known.malformed += malformed;
    }
  }

  known(): Known[] {
    return [...this.#found.values()].map(({ fact, table, own, from, malformed }) => ({
      fact: { ...fact, refused: own ? missing(table, own) : inOrder(table.later) },
      ...{ from, offered: table.size, malformed },
    }));
  }
}

/** What is known of parts of the keys as what is known of all. */
export function mergeParts(parts: readonly Known[]): Known[] {
  const groups = Map.groupBy(parts, ({ fact: { source, id } }) => `${source} ${id}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const byFile = Map.groupBy(
      group.flatMap(({ fact }) => fact.refused),
      ({ file }) => file,
    );
    const all = [...byFile].map(([file, own]) => [file, own.flatMap(({ positions }) => [...positions])] as const);
    const offered = group.reduce((sum, one) => sum + one.offered, 0);
    return [{ ...first, fact: { ...first.fact, refused: inOrder(new Map(all)) }, offered }];
  });
}

function missing(table: KeyTable, own: NonNullable<Gathered['own']>): Refused[] {
  const found = new Map<number, number[]>();
  for (const { file, places } of own) {
    const positions = found.get(file) ?? [];
    found.set(file, positions);
    for (const [index, position] of places.positions.entries())
      if (!table.has(places.hashes, WORDS * index)) positions.push(position);
  }
  return inOrder(found);
}

function inOrder(positions: ReadonlyMap<number, readonly number[]>): Refused[] {
  return [...positions].map(([file, own]) => ({ file, positions: Float64Array.from(own).sort() }));
}
