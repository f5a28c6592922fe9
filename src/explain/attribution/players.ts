/** The edits of a pipeline as players of a game: each can join base by itself, or with those it cannot be parted from. */

import { type ArtifactChanges, lineage } from '../../artifacts/artifact-changes.ts';
import { type Blend, blend } from '../../artifacts/blend/blend.ts';
import type { Artifact, Edit } from '../../artifacts/engine.ts';
import { keyOf, type Reference, type ReferenceKey } from '../../artifacts/reference.ts';
import type { PipelineConfig } from '../../config/config.ts';
import { ArtifactError } from '../../errors.ts';

export interface Player {
  /** Indexes into the report's edits, ascending. */
  readonly edits: readonly number[];
  /** What it applies where; nothing for an edit that no content follows from, such as a move. */
  readonly parts: readonly Part[];
}

interface Part {
  readonly reference: ReferenceKey;
  /** Indexes into the edits of its blend. */
  readonly chosen: readonly number[];
}

/** Both versions of an artifact and what lies between them. */
export interface Blended {
  readonly base: Artifact;
  readonly head: Artifact;
  apply(chosen: ReadonlySet<number>): Artifact;
}

export interface Game {
  readonly players: readonly Player[];
  /** Every artifact that a player has a part in. */
  readonly blends: ReadonlyMap<ReferenceKey, Blended>;
}

/** @param edits all of the report */
export function findPlayers(pipeline: PipelineConfig, changes: ArtifactChanges, edits: readonly Edit[]): Game {
  return playersAmong(lineage(pipeline), changes, edits);
}

/** The edits of these artifacts alone. */
export function playersAmong(references: readonly Reference[], changes: ArtifactChanges, edits: readonly Edit[]): Game {
  const blends = new Map<ReferenceKey, Blended>();
  const players: Player[] = [];
  for (const artifact of references) {
    const reference = keyOf(artifact);
    const change = changes.get(reference);
    if (!change?.base || !change.head || change.edits.length === 0 || blends.has(reference)) continue;
    const { base, head } = change;
    const indexes = change.edits.map((edit) => edits.indexOf(edit));
    const mix = blendOf(() => blend(artifact.engine, base, head));
    // A move is found beside the diff, and comes last.
    const contents = mix?.edits.length ?? 0;
    if (mix && contents > 0 && contents <= indexes.length) {
      blends.set(reference, { base, head, apply: (chosen) => mix.apply(chosen) });
      players.push(...partsOf(mix).map((chosen) => playerOf(reference, chosen, indexes)));
      players.push(...indexes.slice(contents).map((index) => ({ edits: [index], parts: [] })));
    } else {
      blends.set(reference, { base, head, apply: ({ size }) => (size === 0 ? base : head) });
      players.push({ edits: indexes, parts: [{ reference, chosen: [0] }] });
    }
  }
  return { players: mergeAlike(players, ({ edits: own }) => own.map((index) => nameOf(edits[index]))), blends };
}

/** An artifact that cannot be taken apart is one edit. */
function blendOf(find: () => Blend | undefined): Blend | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}

function partsOf({ edits, merged = [] }: Blend): (readonly number[])[] {
  const grouped = new Set(merged.flat());
  return [...merged, ...[...edits.keys()].filter((index) => !grouped.has(index)).map((index) => [index])];
}

function playerOf(reference: ReferenceKey, chosen: readonly number[], indexes: readonly number[]): Player {
  return { edits: chosen.flatMap((index) => indexes[index] ?? []), parts: [{ reference, chosen }] };
}

/** The same edit of a file that two artifacts refer to. */
function nameOf(edit: Edit | undefined): string {
  return JSON.stringify([edit?.artifact, edit?.pointer, edit?.change, edit?.message, edit?.lines]);
}

/** Players that share a name become one; first come, first placed. */
export function mergeAlike(
  players: readonly Player[],
  namesOf: (player: Player, index: number) => readonly string[],
): Player[] {
  const groups: { names: Set<string>; members: Player[] }[] = [];
  for (const [index, player] of players.entries()) {
    const names = namesOf(player, index);
    const [first, ...others] = groups.filter((group) => names.some((name) => group.names.has(name)));
    const group = first ?? { names: new Set<string>(), members: [] };
    if (!first) groups.push(group);
    group.members.push(...others.flatMap(({ members }) => members), player);
    for (const name of [...others.flatMap((other) => [...other.names]), ...names]) group.names.add(name);
    for (const other of others) groups.splice(groups.indexOf(other), 1);
  }
  return groups.map(({ members }) => ({
    edits: [...new Set(members.flatMap(({ edits }) => edits))].sort((a, b) => a - b),
    parts: members.flatMap(({ parts }) => parts),
  }));
}
