/**
 * What is wanted of a row as one text of JSON, which the warehouse writes: rows are alike where these texts are. Columns and
 * members that nobody reads are left out; where no more than a type is seen, any value of it stands for all.
 */
import { type PlaceNode, treeOf, type Wanted } from '../screen/wanted.ts';
import type { Column, Dialect, Inside } from './table.ts';

export interface Leaves {
  /** SQL of the text: an object of JSON. */
  readonly record: string;
  /** SQL of what tells when a row was: NULL where that stands in the record. Undefined where no column does. */
  readonly time?: string;
  readonly timeColumn?: Column;
}

/**
 * @param wanted places of a record; undefined: all
 * @param time the pointer's tokens to the time of a record; undefined where it has none
 */
export function selectLeaves(
  columns: readonly Column[],
  wanted: readonly Wanted[] | undefined,
  time: readonly string[] | undefined,
  dialect: Dialect,
): Leaves {
  const tree = wanted && treeOf(wanted)?.root;
  const timeColumn =
    time?.length === 1 ? columns.find(({ name, kind }) => name === time[0] && kind === 'time') : undefined;
  const members = columns.flatMap((column) => {
    const node = tree?.children.find(({ name }) => name === column.name);
    if (tree && !node) return [];
    const place = dialect.identifier(column.name);
    const own = dialect.concat([dialect.literal(`${JSON.stringify(column.name)}:`), jsonOf(column, place, node)]);
    const isOnlyTime = column === timeColumn && node?.isTime === true && node.sees === undefined;
    // What is counted beside the record need not stand in it.
    return [isOnlyTime ? `CASE WHEN ${dialect.isUsual(place)} THEN NULL ELSE ${own} END` : own];
  });
  const place = timeColumn && dialect.identifier(timeColumn.name);
  return {
    record: objectOf(members),
    ...(place !== undefined && { time: `CASE WHEN ${dialect.isUsual(place)} THEN ${place} END`, timeColumn }),
  };

  function objectOf(parts: readonly string[]): string {
    if (parts.length === 0) return dialect.literal('{}');
    return dialect.concat([dialect.literal('{'), dialect.list(parts), dialect.literal('}')]);
  }

  function jsonOf(column: Column, place: string, node: PlaceNode | undefined): string {
    if (!node || isWhole(node) || node.isTime) return dialect.json(place, column);
    if (column.kind === 'json') return insideOf(dialect.inside(place, column), node);
    const sample = node.children.length > 0 ? undefined : SAMPLES[column.kind];
    if (sample === undefined) return dialect.json(place, column);
    return `CASE WHEN ${place} IS NULL THEN ${dialect.literal('null')} ELSE ${dialect.literal(sample)} END`;
  }

  function insideOf(inside: Inside, node: PlaceNode): string {
    if (isWhole(node)) return inside.text;
    if (node.children.length === 0) {
      const samples = Object.entries(INSIDE).map(
        ([type, sample]) => `WHEN ${dialect.literal(type)} THEN ${dialect.literal(sample)}`,
      );
      return `CASE ${inside.type} ${samples.join(' ')} ELSE ${inside.text} END`;
    }
    const members = node.children.map((child) => {
      const own = insideOf(inside.member(child.name), child);
      const named = dialect.concat([dialect.literal(`${JSON.stringify(child.name)}:`), own]);
      return `CASE WHEN ${inside.has(child.name)} THEN ${named} END`;
    });
    return `CASE WHEN ${inside.isObject} THEN ${objectOf(members)} ELSE ${inside.text} END`;
  }
}
/** Any value of a kind. */
const SAMPLES: Readonly<Partial<Record<Column['kind'], string>>> = {
  text: '""',
  time: '""',
  integer: '0',
  boolean: 'false',
};
const INSIDE = { string: '""', boolean: 'false', object: '{}', array: '[]' };

/** The names of an object are all of it, and so is a time that stands deeper. */
function isWhole({ sees, seesNames, isTime, children }: PlaceNode): boolean {
  return sees === 'value' || seesNames || (isTime && children.length > 0);
}
