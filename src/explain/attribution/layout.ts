/** From coalitions of edits to mixtures of versions: coalitions whose files hold the same are run once. */
import type { Artifact } from '../../artifacts/engine.ts';
import { digest } from '../../artifacts/load.ts';
import type { ReferenceKey } from '../../artifacts/reference.ts';
import type { Coalition, ShapleyDesign } from '../../impact/shapley-design.ts';
import { type AttributionPass, FIRST_VERSION } from '../../replay/attribution/pass.ts';
import type { Version } from '../../replay/compile.ts';
import { BASE, HEAD } from '../../replay/track.ts';
import type { Game, Player } from './players.ts';

export interface Layout
  extends Pick<AttributionPass, 'references' | 'versions' | 'mixtures' | 'contributions' | 'players' | 'scale'> {
  /** By coalition of the design, which mixture. */
  readonly mixtureOf: readonly number[];
}

/** `design` of `players`, which are those of `game` that count. */
export function layOut(game: Game, players: readonly Player[], design: ShapleyDesign): Layout {
  const references = [...game.blends.keys()];
  const shelf = createShelf(game);
  const rows = design.coalitions.map((members) =>
    references.map((reference) => shelf.place(reference, chosenAt(reference, players, members))),
  );
  const [none, all] = [references.map(() => BASE), references.map(() => HEAD)];
  rows.splice(0, 1, none);
  rows.splice(-1, 1, all);
  const between = [...new Map(rows.map((row) => [row.join(), row])).values()].filter(
    (row) => row.join() !== none.join() && row.join() !== all.join(),
  );
  const mixtures = [none, ...between, all];
  const places = new Map(mixtures.map((row, index) => [row.join(), index]));
  const mixtureOf = rows.map((row) => places.get(row.join()) ?? 0);
  return {
    references,
    versions: shelf.versions,
    mixtures,
    mixtureOf,
    players: design.players,
    contributions: fold(design, mixtureOf),
    scale: design.scale,
  };
}

/** Each player by itself beside base: a row a player, after base's own. */
export function layOutAlone(
  game: Game,
  players: readonly Player[],
): Pick<Layout, 'references' | 'versions' | 'mixtures'> {
  const references = [...game.blends.keys()];
  const shelf = createShelf(game);
  const rows = players.map((_, index) => references.map((ref) => shelf.place(ref, chosenAt(ref, players, [index]))));
  return { references, versions: shelf.versions, mixtures: [references.map(() => BASE), ...rows] };
}

/** Where the player joins base alone, and where it leaves head alone. */
export function lonely(game: Game, players: readonly Player[], player: Player): Version[] {
  const others = players.filter((other) => other !== player);
  return player.parts.flatMap(({ reference, chosen }) =>
    [chosen, others.flatMap((other) => chosenBy(other, reference))].flatMap((indexes) => {
      const blend = game.blends.get(reference);
      if (!blend) return [];
      const artifact = blend.apply(new Set(indexes));
      return [blend.base, blend.head].some((side) => isSame(side, artifact)) ? [] : [{ reference, artifact }];
    }),
  );
}

/** True for a player that changes no content, whoever has joined before it. */
export function isDummy(game: Game, players: readonly Player[], player: Player): boolean {
  return player.parts.every(({ reference, chosen }) => {
    const blend = game.blends.get(reference);
    if (!blend) return true;
    const others = players.filter((other) => other !== player).flatMap((other) => chosenBy(other, reference));
    const joins = isSame(blend.apply(new Set(chosen)), blend.base);
    return joins && isSame(blend.apply(new Set(others)), blend.head);
  });
}

/** Versions by content. */
function createShelf({ blends }: Game) {
  const versions: Version[] = [];
  const known = new Map<string, number>();
  for (const [reference, { base, head }] of blends) {
    known.set(`${reference} ${digest(head)}`, HEAD);
    known.set(`${reference} ${digest(base)}`, BASE);
  }
  const bySet = new Map<string, number>();
  return {
    versions,
    place(reference: ReferenceKey, chosen: readonly number[]): number {
      const set = `${reference} ${chosen.toSorted((a, b) => a - b)}`;
      const seen = bySet.get(set);
      if (seen !== undefined) return seen;
      const artifact = blends.get(reference)?.apply(new Set(chosen));
      if (!artifact) throw new Error(`${reference} has no versions`);
      const key = `${reference} ${digest(artifact)}`;
      const place = known.get(key) ?? FIRST_VERSION + versions.push({ reference, artifact }) - 1;
      known.set(key, place);
      bySet.set(set, place);
      return place;
    },
  };
}

function chosenAt(reference: ReferenceKey, players: readonly Player[], members: Coalition): number[] {
  return members.flatMap((member) => {
    const player = players[member];
    return player ? chosenBy(player, reference) : [];
  });
}

function chosenBy({ parts }: Player, reference: ReferenceKey): number[] {
  return parts.filter((part) => part.reference === reference).flatMap(({ chosen }) => chosen);
}

function isSame(one: Artifact, other: Artifact): boolean {
  return one === other || digest(one) === digest(other);
}

function fold({ contributions }: ShapleyDesign, mixtureOf: readonly number[]): AttributionPass['contributions'] {
  const folded = new Map<string, { player: number; before: number; after: number; weight: number }>();
  for (const { player, weight, ...coalitions } of contributions) {
    const [before = 0, after = 0] = [mixtureOf[coalitions.before], mixtureOf[coalitions.after]];
    if (before === after) continue;
    const key = `${player} ${before} ${after}`;
    folded.set(key, { player, before, after, weight: weight + (folded.get(key)?.weight ?? 0) });
  }
  return [...folded.values()];
}
