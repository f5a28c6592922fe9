/**
 * Leaves of the same struct or list each say where that is, and how many items it has. Where they differ something is broken, of
 * which DuckDB may make something else.
 */
import type { Column } from './column.ts';
import { NotUnderstood } from './not-understood.ts';
import type { Leaf } from './schema.ts';
import { leavesOfShape, type Members, type Shape } from './shape.ts';

/** Two leaves that have to say the same of whether something is there. */
export interface Pair {
  /** Their places among the columns. */
  readonly one: number;
  readonly other: number;
  /** In how many lists it is. */
  readonly rep: number;
  /** From which level on it is there. */
  readonly def: number;
}

/** @param leaves of all columns, in their order */
export function pairsOf(members: Members, leaves: readonly Leaf[]): Pair[] {
  return members.flatMap(([, shape]) => pairsOfShape(shape, 0));

  function pairsOfShape(shape: Shape, rep: number): Pair[] {
    switch (shape.is) {
      case 'value':
      case 'sample':
        return [];
      case 'struct':
        return [
          ...pairs(shape, rep, shape.node.def),
          ...shape.members.flatMap(([, member]) => pairsOfShape(member, rep)),
        ];
      case 'list':
      case 'map': {
        const { node } = shape;
        const item = shape.is === 'list' ? shape.item : shape.value;
        return [
          ...pairs(shape, rep, node.def),
          ...pairs(shape, node.rep, node.itemDef),
          ...pairsOfShape(item, node.rep),
        ];
      }
    }
  }

  function pairs(shape: Shape, rep: number, def: number): Pair[] {
    const [first, ...others] = leavesOfShape(shape).map((leaf) => leaves.indexOf(leaf));
    return first === undefined ? [] : others.map((other) => ({ one: first, other, rep, def }));
  }
}

/** Throws NotUnderstood where two differ. */
export function assertAgreed(pairs: readonly Pair[], columns: readonly Column[]): void {
  for (const { one, other, rep, def } of pairs) {
    const [a, b] = [columns[one], columns[other]];
    if (!a || !b || (a.isComplete && b.isComplete && a.leaf.rep === 0 && b.leaf.rep === 0)) continue;
    if (!agree(a, b, rep, def)) throw new NotUnderstood('columns that do not belong together');
  }
}

function agree(a: Column, b: Column, rep: number, def: number): boolean {
  const [aDefs, aReps, bDefs, bReps] = [a.defs, a.reps, b.defs, b.reps];
  let [at, bt] = [0, 0];
  while (at < a.entries && bt < b.entries) {
    if ((aDefs[at] ?? 0) >= def !== (bDefs[bt] ?? 0) >= def || aReps[at] !== bReps[bt]) return false;
    do at += 1;
    while (at < a.entries && (aReps[at] ?? 0) > rep);
    do bt += 1;
    while (bt < b.entries && (bReps[bt] ?? 0) > rep);
  }
  return at === a.entries && bt === b.entries;
}
