/** How unlike two items of a list are: the weight by which `align` decides which of them belong together. */
import type { List, Mapping, Tree } from './tree.ts';

/** Two trees this far apart share nothing. */
export const UNRELATED = 2;

/**
 * 0 for equal trees, 1 for two scalars, for two mappings and lists the less the more members or items they share, 2 for
 * what has nothing in common. Looks one level down only (and along chains of mappings with one key), so that it is cheap.
 */
export function distance(base: Tree, head: Tree): number {
  if (base.identity === head.identity) return 0;
  if (base.kind === 'scalar' && head.kind === 'scalar') return 1;
  if (base.kind === 'list' && head.kind === 'list') return listDistance(base, head);
  if (base.kind === 'mapping' && head.kind === 'mapping') return mappingDistance(base, head);
  return UNRELATED;
}

function listDistance(base: List, head: List): number {
  const counts = new Map<number, number>();
  for (const { identity } of base.items) counts.set(identity, (counts.get(identity) ?? 0) + 1);
  let shared = 0;
  for (const { identity } of head.items) {
    const count = counts.get(identity) ?? 0;
    if (count > 0) shared++;
    counts.set(identity, count - 1);
  }
  return UNRELATED * (1 - shared / Math.max(base.items.length, head.items.length, 1));
}

function mappingDistance(base: Mapping, head: Mapping): number {
  const sole = soleMembers(base, head);
  // Under one key that stayed, what it holds decides; under one that changed, only so far.
  if (sole) return sole.sameKey ? distance(sole.base, sole.head) / 2 : 1 + distance(sole.base, sole.head) / 2;
  let shared = 0;
  for (const [key, member] of base.members) {
    const other = head.members.get(key);
    if (other) shared += other.identity === member.identity ? 1 : 0.5;
  }
  return UNRELATED * (1 - shared / Math.max(base.members.size, head.members.size, 1));
}

function soleMembers(base: Mapping, head: Mapping): { base: Tree; head: Tree; sameKey: boolean } | undefined {
  if (base.members.size !== 1 || head.members.size !== 1) return undefined;
  const [baseEntry] = base.members;
  const [headEntry] = head.members;
  if (!baseEntry || !headEntry) return undefined;
  return { base: baseEntry[1], head: headEntry[1], sameKey: baseEntry[0] === headEntry[0] };
}
