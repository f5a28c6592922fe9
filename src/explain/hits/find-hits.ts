/**
 * How much recorded traffic each edit hits by itself: base with that edit alone, run beside base over the records. A safe
 * edit hits nothing by its nature, and is not asked; nor is one of which no single record tells.
 */
import type { ArtifactChanges } from '../../artifacts/artifact-changes.ts';
import type { Edit } from '../../artifacts/engine.ts';
import { keyOf, type Reference } from '../../artifacts/reference.ts';
import { ArtifactError } from '../../errors.ts';
import { FIRST_VERSION } from '../../replay/attribution/pass.ts';
import { type ClientCounts, type HitsParts, type HitsPass, MOST_CLIENTS } from '../../replay/hits/pass.ts';
import type { RunFurther } from '../../replay/replay.ts';
import { HEAD } from '../../replay/track.ts';
import { isDummy, layOutAlone } from '../attribution/layout.ts';
import { type Game, type Player, playersAmong } from '../attribution/players.ts';

export interface HitsQuestion {
  /** The artifacts whose edits are looked at. */
  readonly references: readonly Reference[];
  readonly changes: ArtifactChanges;
  /** All edits of the report. */
  readonly edits: readonly Edit[];
  /** Run the first so many steps of the plan. */
  readonly steps: number;
  /** Share of the records to look at, by how many versions there are to run beside base. */
  readonly rate: (versions: number) => number;
  readonly seed: number;
  /** Pointer to who has sent a document, where that is to be told. */
  readonly client?: string;
}

/** Messages that one edit hits. */
export interface Hit {
  readonly records: number;
  /** Messages that were looked at. */
  readonly of: number;
  /** Of those; 0 where there are none. */
  readonly share: number;
  /** Who has sent them, most first; undefined where it is not known. */
  readonly clients?: { readonly name: string; readonly records: number }[];
}

/**
 * By index of the edit. Of edits that cannot be applied apart none has one, since what they do together is no number of any of
 * them, unless all of them are about one place. Throws as a replay does.
 */
export async function findHits(question: HitsQuestion, run: RunFurther): Promise<ReadonlyMap<number, Hit>> {
  const { references, changes, edits } = question;
  const game = playersAmong(references, changes, edits);
  const single = game.players.filter(({ edits: own }) =>
    isOne(own.flatMap((index) => edits[index] ?? []).filter(isOpen)),
  );
  const players = single.filter((player) => !isDummy(game, game.players, player));
  if (players.length === 0) return new Map();
  try {
    const { of, records, clients } = await countAlone(question, game, players, run);
    return new Map(
      players.flatMap((player, index) => {
        const hit = hitOf(records[index + 1] ?? 0, of, clients?.[index + 1]);
        return openOf(player, edits).map((edit) => [edit, hit] as const);
      }),
    );
  } catch (error) {
    // A version in between that ends processes says nothing of base and head.
    if (error instanceof ArtifactError) return new Map();
    throw error;
  }
}

/** Records that were looked at, and how many of them base and each player by itself end otherwise. */
async function countAlone(
  { references, steps, rate, seed, client }: HitsQuestion,
  game: Game,
  players: readonly Player[],
  run: RunFurther,
): Promise<Pick<HitsParts, 'of' | 'records' | 'clients'>> {
  const laid = await compilable(layOutAlone(game, players), run);
  const id = `hits ${references.map(keyOf)}`;
  const pass: HitsPass = {
    kind: 'hits',
    id,
    steps,
    rate: rate(players.length),
    seed,
    ...laid,
    ...(client !== undefined && { client }),
  };
  let of = 0;
  let clients: Map<string, number>[] | undefined =
    client === undefined ? undefined : laid.mixtures.map(() => new Map());
  const records = laid.mixtures.map(() => 0);
  await run(pass, (parts) => {
    if (parts.kind !== 'hits') return;
    of += parts.of;
    for (const [index, more] of parts.records.entries()) records[index] = (records[index] ?? 0) + more;
    clients = parts.clients && clients?.map((sum, index) => added(sum, parts.clients?.[index]));
  });
  return { of, records, clients: clients?.every(({ size }) => size <= MOST_CLIENTS) ? clients : undefined };
}

/** One edit, or one change that is told for each direction in which it counts: of requests and of answers. */
function isOne(edits: readonly Edit[]): boolean {
  const places = new Set(edits.map(({ artifact, pointer, selector }) => [artifact, pointer, selector].join('\n')));
  return (
    edits.length === 1 ||
    (places.size === 1 && edits.every(({ pointer, selector }) => (pointer ?? selector) !== undefined))
  );
}

function isOpen(edit: Edit | undefined): boolean {
  return (
    edit !== undefined &&
    !edit.acrossRecords &&
    (edit.compatibility !== 'safe' || edit.accepts === true || edit.rejects === true)
  );
}

function openOf({ edits: own }: Player, edits: readonly Edit[]): number[] {
  return own.filter((index) => isOpen(edits[index]));
}

/** Clients that are named. */
const MOST_NAMED = 10;

function hitOf(records: number, of: number, clients: ClientCounts | undefined): Hit {
  const named = [...(clients ?? [])]
    .sort(([a, many], [b, others]) => others - many || (a < b ? -1 : 1))
    .slice(0, MOST_NAMED)
    .map(([name, count]) => ({ name, records: count }));
  return { records, of, share: of === 0 ? 0 : records / of, ...(named.length > 0 && { clients: named }) };
}

function added(sum: Map<string, number>, more: ClientCounts = new Map()): Map<string, number> {
  for (const [name, count] of more) sum.set(name, (sum.get(name) ?? 0) + count);
  return sum;
}

/** What does not compile without other edits stands for the whole artifact. */
async function compilable(
  { references, versions, mixtures }: ReturnType<typeof layOutAlone>,
  run: RunFurther,
): Promise<ReturnType<typeof layOutAlone>> {
  if (versions.length === 0) return { references, versions, mixtures };
  let compiles: readonly boolean[] = [];
  await run({ kind: 'probe', id: `probe hits ${references}`, versions }, (parts) => {
    if (parts.kind === 'probe') compiles = parts.compiles;
  });
  const kept = versions.filter((_, index) => compiles[index] !== false);
  const place = (version: number): number => {
    const own = versions[version - FIRST_VERSION];
    if (!own) return version;
    const index = kept.indexOf(own);
    return index < 0 ? HEAD : FIRST_VERSION + index;
  };
  return { references, versions: kept, mixtures: mixtures.map((row) => row.map(place)) };
}
