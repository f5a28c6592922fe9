/** Which key an edit asks to be unique, as rows of base have its columns. */
import type { Artifact, Edit } from '../../engine.ts';
import { findEdits } from './diff.ts';
import type { Table } from './model.ts';
import { counterparts } from './pair.ts';
import { oneTable, type Reader } from './select.ts';

/** Of each column the names under which a row may have it; undefined of an edit that asks no such thing. */
export function keyAsked(
  reader: Reader,
  base: Artifact,
  head: Artifact,
  edit: Edit,
): readonly (readonly string[])[] | undefined {
  if (!/^(?:unique-added|primary-key-added|primary-key-changed)$/.test(edit.change)) return undefined;
  const found = findEdits(reader, base, head, edit.engine).find(
    (one) => one.edit.change === edit.change && one.edit.message === edit.message,
  )?.found;
  if (!found?.key) return undefined;
  const [was, is] = [oneTable(reader, base, true), oneTable(reader, head, true)];
  return found.key.columns.map((name) => namesOf(name, was, is));
}

function namesOf(name: string, base: Table, head: Table): readonly string[] {
  const own = head.columns.get(name);
  const before = counterparts(base.columns, head.columns).pairs.find(([, column]) => column === own)?.[0];
  return [...new Set([name, ...(own?.aliases ?? []), ...(before ? [before.name, ...before.aliases] : [])])];
}
