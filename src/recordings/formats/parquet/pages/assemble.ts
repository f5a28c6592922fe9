/**
 * Makes records of leaves' values by code that is generated for their shape: objects are written down as literals, which takes a
 * fraction of the time that members take that are assigned one by one.
 */
import { fromJson } from '../values.ts';
import { assertAgreed, pairsOf } from './agree.ts';
import type { Column } from './column.ts';
import { NotUnderstood } from './not-understood.ts';
import type { Leaf } from './schema.ts';
import { leavesOf, leavesOfShape, type Members, type Shape } from './shape.ts';

/** Gives the wanted rows as records. Throws NotUnderstood where columns do not belong together. */
export type Assemble = (columns: readonly Column[], rows: number, isWanted: (row: number) => boolean) => unknown[];

type Generated = (
  columns: readonly Column[],
  rows: number,
  isWanted: (row: number) => boolean,
  help: typeof helpers,
) => unknown[];

/** @param leaves of all columns, in their order */
export function compileAssembler(members: Members, leaves: readonly Leaf[]): Assemble {
  const generated = new Function('columns', 'rows', 'isWanted', 'help', source(members, leaves)) as Generated;
  const pairs = pairsOf(members, leaves);
  return (columns, rows, isWanted) => {
    assertAgreed(pairs, columns);
    return generated(columns, rows, isWanted, helpers);
  };
}

const helpers = {
  fromJson,
  /** As DuckDB's maps become objects. */
  toObject(entries: [string, unknown][]): object {
    const made = Object.fromEntries(entries);
    if (Object.keys(made).length < entries.length) throw new NotUnderstood('a map with a key twice');
    return made;
  },
  key(value: unknown): string {
    if (value === null) throw new NotUnderstood('a map without a key');
    return String(value);
  },
  apart(): never {
    throw new NotUnderstood('columns that do not belong together');
  },
};

/** Column `i` has its values in `v[i]`, and so on; of those in lists, `p[i]` is the next entry. */
function source(members: Members, leaves: readonly Leaf[]): string {
  const lines: string[] = [];
  let names = 0;
  const number = new Map(leaves.map((leaf, at) => [leaf, at]));
  const inLists = leaves.filter(({ rep }) => rep > 0);

  leaves.forEach((_, at) => {
    lines.push(`const v${at} = columns[${at}].values, d${at} = columns[${at}].defs, r${at} = columns[${at}].reps;`);
  });
  for (const leaf of inLists) lines.push(`let p${at(leaf)} = 0;`);
  lines.push('const records = [];', 'for (let row = 0; row < rows; row++) {');
  lines.push(
    `if (!isWanted(row)) { ${inLists.map((leaf) => `do p${at(leaf)}++; while (r${at(leaf)}[p${at(leaf)}] > 0);`).join(' ')} continue; }`,
  );
  const record = object(members);
  lines.push(`records.push(${record});`, '}');
  for (const leaf of inLists) lines.push(`if (p${at(leaf)} !== columns[${at(leaf)}].entries) help.apart();`);
  lines.push('return records;');
  return lines.join('\n');

  function at(leaf: Leaf): number {
    return number.get(leaf) ?? -1;
  }

  /** The entry that is looked at. */
  function place(leaf: Leaf): string {
    return leaf.rep > 0 ? `p${at(leaf)}` : 'row';
  }

  function pass(all: readonly Leaf[]): string {
    return all.map((leaf) => (leaf.rep > 0 ? `p${at(leaf)}++;` : '')).join(' ');
  }

  /** Statements that come before are written; an expression is given. */
  function object(inner: Members): string {
    return `{ ${inner.map(([name, shape]) => `${JSON.stringify(name)}: ${expression(shape)}`).join(', ')} }`;
  }

  function variable(): string {
    names += 1;
    lines.push(`let x${names};`);
    return `x${names}`;
  }

  function expression(shape: Shape): string {
    switch (shape.is) {
      case 'value': {
        const { leaf } = shape;
        const value = leaf.rep > 0 ? `v${at(leaf)}[p${at(leaf)}++]` : `v${at(leaf)}[row]`;
        return leaf.as.as === 'json' ? `help.fromJson(${value})` : value;
      }
      case 'sample': {
        const { leaf, sample } = shape;
        const index = leaf.rep > 0 ? `p${at(leaf)}++` : 'row';
        return leaf.def === 0
          ? JSON.stringify(sample)
          : `(d${at(leaf)}[${index}] < ${leaf.def} ? null : ${JSON.stringify(sample)})`;
      }
      case 'struct': {
        const { node, probe, members: inner } = shape;
        const own = variable();
        const isThere = `d${at(probe)}[${place(probe)}] >= ${node.def}`;
        lines.push(node.def === 0 ? '{' : `if (${isThere}) {`);
        const made = object(inner);
        lines.push(`${own} = ${made};`);
        if (inner.length === 0) lines.push(pass([probe]));
        lines.push(node.def === 0 ? '}' : `} else { ${own} = null; ${pass(leavesOfShape(shape))} }`);
        return own;
      }
      case 'list':
        return items(shape, leavesOfShape(shape.item), `[]`, (list) =>
          lines.push(`${list}.push(${expression(shape.item)});`),
        );
      case 'map': {
        const { key } = shape.node;
        const all = leavesOfShape(shape);
        const entries = items(shape, all, '[]', (list) => {
          const name = `help.key(v${at(key)}[p${at(key)}++])`;
          const own = variable();
          lines.push(`${own} = ${name};`);
          lines.push(`${list}.push([${own}, ${expression(shape.value)}]);`);
        });
        return `(${entries} === null ? null : help.toObject(${entries}))`;
      }
    }
  }

  function items(
    { node }: Extract<Shape, { is: 'list' | 'map' }>,
    all: readonly Leaf[],
    none: string,
    add: (list: string) => void,
  ): string {
    const own = variable();
    const [first] = all;
    if (!first) throw new NotUnderstood('a list of nothing');
    const [d, p, r] = [`d${at(first)}`, `p${at(first)}`, `r${at(first)}`];
    lines.push(
      `if (${d}[${p}] < ${node.itemDef}) { ${own} = ${d}[${p}] < ${node.def} ? null : ${none}; ${pass(all)} } else {`,
    );
    lines.push(`${own} = [];`, 'do {');
    add(own);
    lines.push(`} while (${r}[${p}] === ${node.rep});`, '}');
    return own;
  }
}

/** Of the columns of one shape. */
export function leavesInOrder(members: Members): Leaf[] {
  return [...new Set(leavesOf(members))].sort((a, b) => a.index - b.index);
}
