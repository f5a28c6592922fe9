/**
 * Finds out what a plan's schemas ask of the recording as a whole, before any record is judged: each process tells the keys of
 * its shards, and here they are put together. It is the same however the recording was cut, since the first record is the one
 * that stands first, and not the one that comes first.
 */
import { engineFor } from '../../artifacts/registry.ts';
import { ArtifactError } from '../../errors.ts';
import { plural } from '../../format/numbers.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { untilWhole } from '../../recordings/storage/arrival.ts';
import { EVERYTHING } from '../order.ts';
import type { Plan, PlannedStep } from '../plan.ts';
import type { ReplayPool } from '../pool.ts';
import { type ArrivalOf, cut } from '../run.ts';
import type { TaskRunner } from '../runner.ts';
import { type Facts, NO_FACTS, type Unjudged } from './fact.ts';
import { Gathering, type Known, mergeParts } from './gather.ts';
import type { AcrossPass } from './pass.ts';
import type { Part } from './places.ts';

/** Keys that are held at once, some 30 bytes each. */
const MOST_KEYS = 6_000_000;
/** Where there are more, the recording is read so often, for a part of the keys each time. */
const PARTS = 8;
/** Shards that each process is asked for before it is looked whether there are too many keys. */
const SHARDS_AT_ONCE = 4;

export interface TakeOptions {
  readonly jobs: number;
  readonly most?: number;
  /** Files of the plan's related recordings, by their names; of those that are not read, none. */
  readonly related?: ReadonlyMap<string, readonly RecordingFile[]>;
  /** Of a file by its path: how much of it is there, where it may still be on its way. */
  readonly arrivalOf?: ArrivalOf;
}

/** A runner whose processes can be told what is known. */
export type FactRunner = TaskRunner & Pick<ReplayPool, 'know'>;

/** What is known then, which the pool's processes have been told. Throws as a replay does. */
export async function takeFacts(
  runner: FactRunner,
  index: number,
  plan: Plan,
  files: readonly RecordingFile[],
  { jobs, most = MOST_KEYS, related = new Map(), arrivalOf }: TakeOptions,
): Promise<Facts> {
  let facts = NO_FACTS;
  for (const [step, planned] of plan.steps.entries()) {
    if (!asks(planned)) continue;
    // Of the steps before it, and of nothing that was known otherwise.
    runner.know(index, facts);
    for (const { path } of [...files, ...[...related.values()].flat()]) await untilWhole(arrivalOf?.(path));
    const isShared = !plan.steps.slice(0, step + 1).some(({ divergent }) => divergent);
    const found = files.some(({ counted }) => counted)
      ? {
          judged: [],
          unjudged: [{ step, why: 'the rows of a table are counted by what they hold, and not one by one' }],
        }
      : await factsOf(step, isShared);
    facts = { judged: [...facts.judged, ...found.judged], unjudged: [...facts.unjudged, ...found.unjudged] };
    runner.know(index, facts);
  }
  return facts;

  async function factsOf(step: number, isShared: boolean): Promise<Facts> {
    const others = [...related].filter(([, own]) => !own.some(isCounted));
    const shards = [
      ...(await cut(files, { jobs })).map((shard) => ({ shard })),
      ...(await Promise.all(others.map(([from, own]) => shardsFrom(from, own)))).flat(),
    ];
    const known = (await judge(1)) ?? (await judge(PARTS));
    if (!known) {
      const why = `it holds more than ${(PARTS * most).toLocaleString('en')} keys`;
      return { judged: [], unjudged: [{ step, why }] };
    }
    const counted = [...related.keys()].filter((name) => !others.some(([other]) => other === name));
    const all = known.flatMap((one) => unjudgedOf(one, step, counted));
    const unjudged = [...new Map(all.map((one) => [one.id, one])).values()];
    const judged = known
      .map(({ fact }) => fact)
      .filter(({ id }) => !unjudged.some((one) => one.id === id))
      .flatMap((fact) => (isShared ? [fact, { ...fact, source: 'head' as const }] : [fact]));
    return { judged, unjudged };

    async function shardsFrom(from: string, own: readonly RecordingFile[]) {
      return (await cut(own, { jobs })).map((shard) => ({ shard, from }));
    }

    /** Undefined where a part of them has more keys than are held. */
    async function judge(of: number): Promise<Known[] | undefined> {
      const parts: Known[][] = [];
      for (let index = 0; index < of; index += 1) {
        const found = await gatherPart({ index, of });
        if (!found) return undefined;
        parts.push(found);
      }
      return mergeParts(parts.flat());
    }

    async function gatherPart(part: Part): Promise<Known[] | undefined> {
      const found = new Gathering(step);
      let keys = 0;
      for (let at = 0; at < shards.length && keys <= most; at += SHARDS_AT_ONCE * jobs) {
        const some = shards.slice(at, at + SHARDS_AT_ONCE * jobs);
        await runner.run(
          some.map(({ shard, from }: (typeof shards)[number] & { readonly from?: string }) => ({
            ...{ plan: index, shard, window: EVERYTHING },
            pass: passOf(part, from),
          })),
          {
            left() {},
            evidence() {},
            passed(parts) {
              if (parts.kind !== 'across') return;
              keys += parts.keys;
              if (keys <= most) found.add(parts);
            },
          },
        );
      }
      return keys <= most ? found.known() : undefined;
    }

    function passOf(part: Part, from: string | undefined): AcrossPass {
      const id = `across ${step}, part ${part.index} of ${part.of}${from === undefined ? '' : `, from ${from}`}`;
      return { kind: 'across', id, step, isShared, part, most, ...(from !== undefined && { from }) };
    }
  }
}

function isCounted({ count, counted }: RecordingFile): boolean {
  return count !== undefined || counted !== undefined;
}

/** A key that another recording should have offered, and that nobody can have found there. */
function unjudgedOf(
  { fact: { id }, from, offered, malformed }: Known,
  step: number,
  counted: readonly string[],
): Unjudged[] {
  if (from === undefined) return [];
  if (counted.includes(from))
    return [{ step, id, why: `the rows of recording ${from} are counted by what they hold, and not one by one` }];
  if (malformed > 0) return [{ step, id, why: `${plural(malformed, 'record')} of recording ${from} cannot be read` }];
  return offered > 0 ? [] : [{ step, id, why: `no record of recording ${from} was found that has such a key` }];
}

/** What was not judged, a sentence for each step. */
export function unjudgedIn({ pipeline, steps }: Plan, { unjudged }: Facts): string[] {
  return unjudged.map(
    ({ step, id = 'unique keys and relationships', why }) =>
      `${pipeline}: ${id} of ${steps[step]?.path} ${id.includes('keys') ? 'are' : 'is'} not judged: ${why}`,
  );
}

/** What does not parse is for whoever compiles it to tell. */
export function asks({ engine, artifacts }: PlannedStep): boolean {
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
