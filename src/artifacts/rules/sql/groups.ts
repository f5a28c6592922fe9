/** Documents whose columns are of the same types, which are asked for together: as the JSON that DuckDB reads. */
import { isObject } from '../../../document/is-object.ts';
import type { Document, Outcome } from '../../engine.ts';
import { type Columns, columnsOf, NOTHING, typeOf } from './columns.ts';
import { ROW } from './row-by-row.ts';
import { valueText } from './values.ts';

export interface Group {
  readonly columns: Columns;
  /** Of its documents in the batch. */
  readonly places: number[];
  /** A row of JSON for each. */
  readonly rows: string[];
}

const MOST_COLUMNS = 500;
const NO_OBJECT: Outcome = { outcome: 'failed', reason: 'the document is no object, so it has no columns' };
const TOO_WIDE: Outcome = { outcome: 'failed', reason: `the document has more than ${MOST_COLUMNS} members` };
const TOO_DEEP: Outcome = { outcome: 'failed', reason: 'the document is nested too deeply for a column of JSON' };

/**
 * @param reads names in lower case that are looked for; undefined for any
 * @param outcomes gets those of documents that are in no group
 */
export function groupsOf(
  batch: readonly Document[],
  declared: Columns,
  reads: ReadonlySet<string> | undefined,
  outcomes: Outcome[],
): Iterable<Group> {
  // Members in another order make another shape of the same group.
  const shapes = new Map<string, Group & { readonly names: readonly string[] }>();
  const groups = new Map<string, Group>();
  for (const [place, document] of batch.entries()) {
    if (!isObject(document)) {
      outcomes[place] = NO_OBJECT;
      continue;
    }
    const shape = shapeOf(document, reads);
    let group = shapes.get(shape);
    if (!group) {
      const columns = columnsOf(document, declared, reads);
      if (columns.size > MOST_COLUMNS) {
        outcomes[place] = TOO_WIDE;
        continue;
      }
      const key = JSON.stringify([...columns]);
      const { places, rows } = groups.get(key) ?? { places: [], rows: [] };
      const names = [...columns].flatMap(([name, type]) => (type === NOTHING ? [] : [name]));
      group = { columns, places, rows, names };
      groups.set(key, group);
      shapes.set(shape, group);
    }
    const row = rowText(document, group.names, place);
    if (row === undefined) {
      outcomes[place] = TOO_DEEP;
      continue;
    }
    group.places.push(place);
    group.rows.push(row);
  }
  return groups.values();
}

/** Names and types of members that are looked for, in the order in which they stand. */
function shapeOf(document: Readonly<Record<string, unknown>>, reads: ReadonlySet<string> | undefined): string {
  let shape = '';
  for (const name of Object.keys(document))
    if (!reads || reads.has(name.toLowerCase())) shape += `${name.length}:${name}${typeOf(document[name])}`;
  return shape;
}

function rowText(
  document: Readonly<Record<string, unknown>>,
  names: readonly string[],
  place: number,
): string | undefined {
  let text = `{"${ROW}":${place}`;
  try {
    for (const name of names) text += `,${JSON.stringify(name)}:${valueText(document[name])}`;
  } catch {
    return undefined;
  }
  return `${text}}`;
}
