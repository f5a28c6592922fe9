/** What differs between two models, as places of both that can be exchanged one by one. */
import { align } from '../../diff/align.ts';
import { all, type Definitions, nameOf } from './definitions.ts';
import { attributesOf, partsOf, sayer, textOf } from './meaning.ts';
import { policyOf } from './policy.ts';
import type { Element } from './xml.ts';

/** Offsets. */
export type Span = readonly [start: number, end: number];

export interface Change {
  /** Elements from the file's first one to what changed, or to what held it. */
  readonly base: readonly Element[];
  readonly head: readonly Element[];
  /** What of it: all of it, its attributes, or nothing on the side where it is not. */
  readonly kind: 'changed' | 'attributes' | 'added' | 'removed' | 'moved' | 'columns' | 'namespaces';
  /** Text of head for text of base. */
  readonly splices: readonly { readonly from: Span; readonly to: Span }[];
}

type Path = readonly Element[];

/** In the order of the head file. */
export function changesBetween(base: Definitions, head: Definitions): Change[] {
  const [sayBase, sayHead] = [sayer(base.root), sayer(head.root)];
  const changes: Change[] = [];
  if (sayBase(base.root) === sayHead(head.root)) return [];
  if (prefixOf(base) !== prefixOf(head)) return [whole([base.root], [head.root], 'namespaces')];
  compare([base.root], [head.root]);
  return changes.sort((a, b) => placeOf(a) - placeOf(b));

  function compare(from: Path, to: Path): void {
    const [one, other] = [last(from), last(to)];
    if (sayBase(one) === sayHead(other)) return;
    if (one.name === 'decisionTable' && compareTables(from, to)) return;
    if (textOf(one) !== undefined || textOf(other) !== undefined || !comparable(one, other)) {
      changes.push(whole(from, to));
      return;
    }
    compareAttributes(from, to);
    const pairs = pairsOf(one, other);
    for (const { base: part, head: match } of pairs) {
      if (part && match) compare([...from, part], [...to, match]);
      else if (part) changes.push(removed(from, to, part));
      else if (match) changes.push(added(from, to, match, behind(match, other, pairs, one)));
    }
  }

  function compareAttributes(from: Path, to: Path): void {
    const [one, other] = [last(from), last(to)];
    if (String([...attributesOf(one)]) === String([...attributesOf(other)])) return;
    changes.push({
      base: from,
      head: to,
      kind: 'attributes',
      splices: [{ from: [one.start, one.inside], to: [other.start, other.inside] }],
    });
  }

  /** False where they are compared like anything else. */
  function compareTables(from: Path, to: Path): boolean {
    const [one, other] = [last(from), last(to)];
    const widths = ['input', 'output'].map((name) => [all(one, name).length, all(other, name).length]);
    if (widths.some(([before, after]) => before !== after)) {
      changes.push(whole(from, to, 'columns'));
      return true;
    }
    const order = inputOrder(all(one, 'input').map(keyIn(sayBase)), all(other, 'input').map(keyIn(sayHead)));
    if (order && all(one, 'rule').length !== all(other, 'rule').length) {
      changes.push(whole(from, to, 'columns'));
      return true;
    }
    compareAttributes(from, to);
    for (const name of ['input', 'output']) {
      for (const [index, column] of all(one, name).entries()) {
        const match = all(other, name)[name === 'input' ? (order?.[index] ?? index) : index];
        if (match) compare([...from, column], [...to, match]);
      }
    }
    if (!order) compareRows(from, to);
    for (const [index, row] of order ? all(one, 'rule').entries() : []) {
      const match = all(other, 'rule')[index];
      if (match) compareCells([...from, row], [...to, match], order);
    }
    return true;
  }

  function compareRows(from: Path, to: Path): void {
    const [rows, others] = [all(last(from), 'rule'), all(last(to), 'rule')];
    const cellsOf = (row: Element, say: (element: Element) => string): string[] => partsOf(row).map(say);
    const [before, after] = [rows.map((row) => cellsOf(row, sayBase)), others.map((row) => cellsOf(row, sayHead))];
    const pairs = align({
      base: rows.length,
      head: others.length,
      same: (b, h) => String(before[b]) === String(after[h]),
      distance: (b, h) => {
        const width = Math.max(before[b]?.length ?? 0, 1);
        return (2 * (before[b] ?? []).filter((cell, at) => cell !== after[h]?.[at]).length) / width;
      },
    });
    const [kept, matched] = [new Map(pairs), new Map(pairs.map(([b, h]) => [h, b]))];
    const gone = rows.flatMap((_, b) => (kept.has(b) ? [] : [b]));
    const isFree = isUnordered(last(from)) && isUnordered(last(to));
    for (const [h, row] of others.entries()) {
      const b = matched.get(h);
      const match = b === undefined ? undefined : rows[b];
      if (match) {
        compareCells([...from, match], [...to, row]);
        continue;
      }
      const place = gone.findIndex((index) => String(before[index]) === String(after[h]));
      const [source] = place === -1 ? [] : gone.splice(place, 1);
      const moved = source === undefined ? undefined : rows[source];
      // Where one row applies at most, or all of them count, their order says nothing.
      if (moved && isFree) continue;
      const above = others.slice(0, h).findLastIndex((_, index) => matched.has(index));
      const behindRow = rows[matched.get(above) ?? -1];
      const at = behindRow?.end ?? rows[0]?.start ?? last(from).end;
      const change = added(from, to, row, at);
      changes.push(
        moved
          ? {
              ...change,
              base: [...from, moved],
              kind: 'moved',
              splices: [...change.splices, { from: [moved.start, moved.end], to: [row.end, row.end] }],
            }
          : change,
      );
    }
    for (const row of gone) changes.push(removed(from, to, rows[row] as Element));
  }

  function compareCells(from: Path, to: Path, order: readonly number[] = []): void {
    const cells = partsOf(last(to));
    for (const [at, cell] of partsOf(last(from)).entries()) {
      const match = cells[order[at] ?? at];
      if (match && sayBase(cell) !== sayHead(match)) changes.push(whole([...from, cell], [...to, match]));
    }
  }
}

/**
 * Where head has each of base's input columns, if it has the same ones in another order: what a row asks of them says the same. Undefined
 * where they are in the same order, others, or not to be told apart.
 */
function inputOrder(base: readonly string[], head: readonly string[]): readonly number[] | undefined {
  if (String(base) === String(head) || new Set(base).size < base.length) return undefined;
  const order = base.map((key) => head.indexOf(key));
  return new Set(order).size === head.length && !order.includes(-1) ? order : undefined;
}

/** By what it asks for. */
function keyIn(say: (element: Element) => string): (input: Element) => string {
  return (input) => all(input, 'inputExpression').map(say).join('\n');
}

/** Without rows no place in a table is before another. */
function isUnordered(table: Element): boolean {
  return /^(?:UNIQUE|ANY|PRIORITY|COLLECT (?:SUM|MIN|MAX|COUNT))$/.test(policyOf(table));
}

function last(path: Path): Element {
  return path.at(-1) as Element;
}

function whole(base: Path, head: Path, kind: Change['kind'] = 'changed'): Change {
  const [one, other] = [last(base), last(head)];
  return { base, head, kind, splices: [{ from: [one.start, one.end], to: [other.start, other.end] }] };
}

function added(base: Path, head: Path, element: Element, at: number): Change {
  return {
    base,
    head: [...head, element],
    kind: 'added',
    splices: [{ from: [at, at], to: [element.start, element.end] }],
  };
}

function removed(base: Path, head: Path, element: Element): Change {
  const { end } = last(head);
  return {
    base: [...base, element],
    head,
    kind: 'removed',
    splices: [{ from: [element.start, element.end], to: [end, end] }],
  };
}

/** By the head file; what is not in it, by what held it. */
function placeOf({ head }: Change): number {
  return last(head).start;
}

interface Paired {
  readonly base?: Element;
  readonly head?: Element;
}

/** Parts that belong together: by their ids, by their names, else by their places among those of their kind. */
function pairsOf(base: Element, head: Element): Paired[] {
  const left = [...partsOf(base)];
  const take = (is: (part: Element) => boolean): Element | undefined => {
    const at = left.findIndex(is);
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
  const heads = partsOf(head);
  const names = keysOf(heads);
  const bases = new Map([...keysOf(left)].map(([element, key]) => [element, key]));
  const pairs = heads.map((part): Paired => {
    const match = take((one) => bases.get(one) === names.get(part));
    return match ? { base: match, head: part } : { head: part };
  });
  // What is called otherwise has kept its id.
  const renamed = pairs.map((pair): Paired => {
    const { id } = pair.head?.attributes ?? {};
    const match =
      pair.base || id === undefined
        ? undefined
        : take(({ attributes, name }) => attributes.id === id && name === pair.head?.name);
    return match ? { ...pair, base: match } : pair;
  });
  return [...renamed, ...left.map((part): Paired => ({ base: part }))];
}

/** A key that no other part has. */
function keysOf(parts: readonly Element[]): ReadonlyMap<Element, string> {
  const seen = new Map<string, number>();
  return new Map(
    parts.map((part) => {
      const key = `${part.name} ${nameWithin(part)}`;
      const count = seen.get(key) ?? 0;
      seen.set(key, count + 1);
      return [part, `${key} ${count}`];
    }),
  );
}

/** What an element is called: by itself, by its variable or parameter, by what it requires. */
export function nameWithin(element: Element): string {
  const own = nameOf(element) || (element.attributes.href ?? '');
  if (own !== '') return own;
  const naming = element.children.find(({ name }) => /^(?:variable|parameter|required\w+)$/.test(name));
  return naming ? nameOf(naming) || (naming.attributes.href ?? '') : '';
}

/** Whether their parts can be exchanged one by one: of the same kind, in the same order. */
function comparable(base: Element, head: Element): boolean {
  if (base.name !== head.name || base.inside === base.end || head.inside === head.end) return false;
  if (!/^(?:context|encapsulatedLogic|functionDefinition|list|relation|row|decisionService)$/.test(base.name))
    return true;
  const [mine, theirs] = [[...keysOf(partsOf(base)).values()], [...keysOf(partsOf(head)).values()]];
  const kept = mine.filter((key) => theirs.includes(key));
  return String(kept) === String(theirs.filter((key) => mine.includes(key)));
}

/** In the base file, where a part of the head file comes: behind the one that is before it. */
function behind(part: Element, head: Element, pairs: readonly Paired[], base: Element): number {
  const parts = partsOf(head);
  for (const before of parts.slice(0, parts.indexOf(part)).toReversed()) {
    const pair = pairs.find((one) => one.head === before);
    if (pair?.base) return pair.base.end;
  }
  return base.inside;
}

/** The prefix that DMN has in the file, without which its elements cannot stand in the other. */
function prefixOf({ xml, root }: Definitions): string {
  return /^<([^\s:/>]*:)?/.exec(xml.slice(root.start))?.[1] ?? '';
}
