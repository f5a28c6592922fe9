/**
 * Finds out what a plan's schemas ask of the recording as a whole, before any record is judged: each process tells the keys of
 * its shards, and here they are put together. It is the same however the recording was cut, since the first record is the one
 * that stands first, and not the one that comes first.
 */
import { engineFor } from '../../artifacts/registry.ts';
import { ArtifactError } from '../../errors.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { EVERYTHING } from '../order.ts';
import type { Plan, PlannedStep } from '../plan.ts';
import type { ReplayPool } from '../pool.ts';
import { type ArrivalOf, cut } from '../run.ts';
import type { TaskRunner } from '../runner.ts';
import { type Fact, type Facts, NO_FACTS, type Refused } from './fact.ts';
import { KeyTable } from './key-table.ts';
import type { AcrossParts } from './pass.ts';
import { type Part, type Places, WORDS } from './places.ts';

/** Keys that are held at once, some 30 bytes each. */
const MOST_KEYS = 6_000_000;
/** Where there are more, the recording is read so often, for a part of the keys each time. */
const PARTS = 8;
/** Shards that each process is asked for before it is looked whether there are too many keys. */
const SHARDS_AT_ONCE = 4;

export interface TakeOptions {
  readonly jobs: number;
  readonly most?: number;
  /** Of a file by its path: how much of it is there, where it may still be on its way. */
  readonly arrivalOf?: ArrivalOf;
}

/** A runner whose processes can be told what is known. */
export type FactRunner = TaskRunner & Pick<ReplayPool, 'know'>;

/** What is known then, which the pool's processes have been told. Throws as a replay does. */
export async function takeFacts(
  pool: FactRunner,
  index: number,
  plan: Plan,
  files: readonly RecordingFile[],
  { jobs, most = MOST_KEYS, arrivalOf }: TakeOptions,
): Promise<Facts> {
  let facts = NO_FACTS;
  for (const [step, planned] of plan.steps.entries()) {
    if (!asks(planned)) continue;
    // Of the steps before it, and of nothing that was known otherwise.
    pool.know(index, facts);
    for (const { path } of files) await whole(arrivalOf?.(path));
    const isShared = !plan.steps.slice(0, step + 1).some(({ divergent }) => divergent);
    const found = files.some(({ counted }) => counted)
      ? {
          judged: [],
          unjudged: [{ step, why: 'the rows of a table are counted by what they hold, and not one by one' }],
        }
      : await factsOf(step, isShared);
    facts = { judged: [...facts.judged, ...found.judged], unjudged: [...facts.unjudged, ...found.unjudged] };
    pool.know(index, facts);
  }
  return facts;

  async function factsOf(step: number, isShared: boolean): Promise<Facts> {
    const shards = await cut(files, { jobs });
    const judged = (await judge(1)) ?? (await judge(PARTS));
    if (!judged) {
      const why = `it holds more than ${(PARTS * most).toLocaleString('en')} keys`;
      return { judged: [], unjudged: [{ step, why }] };
    }
    return { judged: isShared ? judged.flatMap((fact) => [fact, { ...fact, source: 'head' }]) : judged, unjudged: [] };

    /** Undefined where a part of them has more keys than are held. */
    async function judge(of: number): Promise<Fact[] | undefined> {
      const facts: Fact[] = [];
      for (let index = 0; index < of; index += 1) {
        const found = await gatherPart({ index, of });
        if (!found) return undefined;
        facts.push(...[...found.values()].map(toFact));
      }
      return merged(facts);
    }

    async function gatherPart(part: Part): Promise<Map<string, Gathered> | undefined> {
      const id = `across ${step}, part ${part.index} of ${part.of}`;
      const pass = { kind: 'across', id, step, isShared, part, most } as const;
      const found = new Map<string, Gathered>();
      let keys = 0;
      for (let from = 0; from < shards.length && keys <= most; from += SHARDS_AT_ONCE * jobs) {
        const some = shards.slice(from, from + SHARDS_AT_ONCE * jobs);
        await pool.run(
          some.map((shard) => ({ plan: index, shard, window: EVERYTHING, pass })),
          {
            left() {},
            evidence() {},
            passed(parts) {
              if (parts.kind !== 'across') return;
              keys += parts.keys;
              if (keys <= most) for (const one of parts.taken) gather(found, step, parts, one);
            },
          },
        );
      }
      return keys <= most ? found : undefined;
    }
  }
}

/** What was not judged, a sentence for each step. */
export function unjudgedIn({ pipeline, steps }: Plan, { unjudged }: Facts): string[] {
  return unjudged.map(
    ({ step, why }) => `${pipeline}: unique keys and relationships of ${steps[step]?.path} are not judged: ${why}`,
  );
}

async function whole(arrival: ReturnType<ArrivalOf>): Promise<void> {
  await arrival?.reach(arrival.size);
}

/** What does not parse is for whoever compiles it to tell. */
function asks({ engine, artifacts }: PlannedStep): boolean {
  const { asksAcross } = engineFor(engine);
  if (!asksAcross || !artifacts) return false;
  return [artifacts.base, artifacts.head].some((artifact) => {
    try {
      return asksAcross(artifact);
    } catch (error) {
      if (error instanceof ArtifactError) return false;
      throw error;
    }
  });
}

/** The keys of one fact, of all shards that have ended. */
interface Gathered {
  readonly fact: Omit<Fact, 'refused'>;
  readonly table: KeyTable;
  /** Own keys, where they have to be among those of the table. */
  readonly own: { readonly file: number; readonly places: Places }[] | undefined;
}

function gather(
  found: Map<string, Gathered>,
  step: number,
  { file }: AcrossParts,
  { source, id, own, offered }: AcrossParts['taken'][number],
): void {
  const key = `${source} ${id}`;
  const known = found.get(key) ?? {
    ...{ fact: { step, source, id }, table: new KeyTable(), own: offered && [] },
  };
  found.set(key, known);
  known.table.add(file, offered ?? own);
  known.own?.push({ file, places: own });
}

function toFact({ fact, table, own }: Gathered): Fact {
  return { ...fact, refused: own ? missing(table, own) : inOrder(table.later) };
}

/** Facts of parts as facts of all. */
function merged(facts: readonly Fact[]): Fact[] {
  const groups = Map.groupBy(facts, ({ source, id }) => `${source} ${id}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const byFile = Map.groupBy(
      group.flatMap(({ refused }) => refused),
      ({ file }) => file,
    );
    const all = [...byFile].map(([file, own]) => [file, own.flatMap(({ positions }) => [...positions])] as const);
    return [{ ...first, refused: inOrder(new Map(all)) }];
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
