/** Which columns of two versions are the same one: by name, by an id that stays, by an alias. */
import type { Column } from './model.ts';

export interface Counterparts {
  readonly pairs: readonly (readonly [base: Column, head: Column])[];
  readonly removed: readonly Column[];
  readonly added: readonly Column[];
}

type Columns = ReadonlyMap<string, Column>;

export function counterparts(base: Columns, head: Columns): Counterparts {
  const left = new Set(base.values());
  const open = new Set(head.values());
  const pairs: (readonly [Column, Column])[] = [];
  for (const isSame of [byName, byFolded, byId, byAlias]) {
    for (const column of open) {
      const other = [...candidates(column, base, left, isSame)].find((one) => isSame(one, column));
      if (!other) continue;
      left.delete(other);
      open.delete(column);
      pairs.push([other, column]);
    }
  }
  return { pairs, removed: [...left], added: [...open] };
}

type Same = (base: Column, head: Column) => boolean;

/** By name there is one at most, and tables may be wide. */
function candidates(column: Column, base: Columns, left: ReadonlySet<Column>, isSame: Same): Iterable<Column> {
  if (isSame !== byName) return left;
  const known = base.get(column.name);
  return known && left.has(known) ? [known] : [];
}

const byName: Same = (base, head) => base.name === head.name;
const byFolded: Same = (base, head) => base.folds && head.folds && base.name.toLowerCase() === head.name.toLowerCase();
const byId: Same = (base, head) => base.id !== undefined && base.id === head.id;
const byAlias: Same = (base, head) =>
  [...head.aliases, ...head.formerly].includes(base.name) || base.aliases.includes(head.name);
