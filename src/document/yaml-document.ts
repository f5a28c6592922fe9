/**
 * A YAML document as JSON, and where each of its values stands. What YAML has and JSON has not becomes JSON by a rule
 * (docs/config.md, "YAML") or is a mistake at its place; nothing passes unseen.
 */
import {
  type Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  type Node,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { duplicateAt, type Locate, type Span } from './places.ts';
import { type Child, type Entry, locateIn, type Merge, mergeInto, nameEntries, type ReadNode } from './yaml-members.ts';
import { isTag, readScalar, type ScalarMistake, shortTag, unknownTag } from './yaml-scalar.ts';

/** Following an alias takes time that grows with the number of all of them; people write some dozens. */
const MOST_ALIASES = 10_000;
/** Values that aliases may add to those written, for whoever walks over the value meets each of them anew. */
const MOST_REPEATED = 1_000_000;

export interface YamlMistake extends Partial<Omit<ScalarMistake, 'message'>> {
  readonly offset: number;
  readonly message: string;
  readonly isDuplicate?: true;
}

/** A plain scalar that readers of YAML 1.1 take for something else. */
export interface YamlDoubt {
  readonly offset: number;
  readonly written: string;
  readonly elsewhere: string;
}

export interface ReadYaml {
  readonly value: unknown;
  readonly locate: Locate;
  readonly mistakes: readonly YamlMistake[];
  readonly doubts: readonly YamlDoubt[];
  /** Some value or key is such that a place has it as `written`. */
  readonly isSpelt: boolean;
}

/** Throws a RangeError for a document that is nested deeper than the stack. */
export function readYaml(document: Document): ReadYaml {
  const mistakes: YamlMistake[] = [];
  const doubts: YamlDoubt[] = [];
  /** `read` is undefined while the node is still open. */
  const anchors = new Map<string, { readonly node: Node; readonly read: ReadNode | undefined }>();
  const { version, explicit } = document.directives?.yaml ?? {};
  const isOld = version === '1.1';
  let aliases = 0;
  let repeated = 0;
  let isSpelt = false;
  const root = read(document.contents);
  return { value: root.value, locate: locateIn(root), mistakes, doubts: explicit ? [] : doubts, isSpelt };

  function read(node: unknown): ReadNode {
    if (!isNode(node)) return { value: null, size: 0, span: [0, 1] };
    if (isAlias(node)) return follow(node);
    const { anchor } = node;
    if (anchor === undefined) return readInner(node);
    anchors.set(anchor, { node, read: undefined });
    const found = readInner(node);
    anchors.set(anchor, { node, read: found });
    return found;
  }

  function readInner(node: Node): ReadNode {
    if (isScalar(node)) return scalar(node);
    if (isMap(node)) {
      if (isTag(node.tag, 'set')) return tagged(set(node), node);
      return isPlain(node, 'map') ? mapping(node) : refuse(node, unknownTag(node.tag ?? ''));
    }
    if (!isCollection(node)) return { value: null, size: 0, span: spanOf(node) };
    if (isTag(node.tag, 'omap') || isTag(node.tag, 'pairs')) return tagged(pairs(node as YAMLSeq), node);
    if (!isPlain(node, 'seq')) return refuse(node, unknownTag(node.tag ?? ''));
    return list(
      node,
      node.items.map((item) => read(item)),
      node.items,
    );
  }

  function scalar(node: Scalar): ReadNode {
    const found = readScalar(node, isOld);
    if ('message' in found) return refuse(node, found);
    const { value, written, elsewhere } = found;
    const span = spanOf(node);
    isSpelt ||= written !== undefined;
    if (written !== undefined && elsewhere !== undefined) doubts.push({ offset: span[0], written, elsewhere });
    const isRounded = Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(node.source ?? '');
    return {
      value,
      size: 1,
      span,
      ...(written !== undefined && { written }),
      ...(isRounded && { digits: node.source }),
    };
  }

  function list(node: Node, items: readonly ReadNode[], places: readonly unknown[]): ReadNode {
    const children = items.map((item, index): [string, Child] => [
      String(index),
      { value: spanOf(places[index]), node: item },
    ]);
    return {
      value: items.map(({ value }) => value),
      size: sizeOf(items),
      span: spanOf(node),
      children: new Map(children),
    };
  }

  /** What is a list in JSON and something else to other readers of YAML. */
  function tagged(read: ReadNode, { tag = '' }: Node): ReadNode {
    isSpelt = true;
    return { ...read, written: shortTag(tag) };
  }

  /** The members of a set, in the order of the file. */
  function set(node: YAMLMap): ReadNode {
    const keys = node.items.map(({ key, value }) => {
      if (isScalar(value) ? value.value !== null : value !== null)
        refuse(value, { message: 'a member of a set has no value', found: 'one', expected: 'none' });
      return keyOf(key);
    });
    reportTwice(keys);
    const items = keys.map((key) => key.node);
    return list(
      node,
      items,
      node.items.map(({ key }) => key),
    );
  }

  /** `!!omap` and `!!pairs`: a list of `[key, value]`, as in Python. */
  function pairs(node: YAMLSeq): ReadNode {
    const items = node.items.map((item) => {
      const [pair, another] = isMap(item) ? item.items : [];
      if (!isMap(item) || !pair || another) {
        const message = `an item of ${shortTag(node.tag ?? '')} is one key with its value`;
        return refuse(item, { message, found: 'something else', expected: '- key: value' });
      }
      return list(item, [read(pair.key), read(pair.value)], [pair.key, pair.value]);
    });
    return list(node, items, node.items);
  }

  // The parser would compare each key with each other one, which takes minutes for a mapping of 100,000.
  function mapping(node: YAMLMap): ReadNode {
    const own: Entry[] = [];
    const merges: Merge[] = [];
    for (const { key, value } of node.items) {
      if (isMergeKey(key)) {
        merges.push({ offset: spanOf(key)[0], sources: mergedBy(value) });
        continue;
      }
      const { name, kind, offset, node: keyNode } = keyOf(key);
      const child: Child = {
        key: spanOf(key),
        value: spanOf(value ?? key),
        node: read(value),
        ...(keyNode.written !== undefined && { keyWritten: keyNode.written }),
      };
      own.push({ name, kind, offset, child });
    }
    reportTwice(own);
    const { entries, conflicts } = mergeInto(own, merges);
    for (const { offset, name } of conflicts) {
      const message = `two merge keys give "${name}" different values, of which readers of YAML take one or the other`;
      mistakes.push({ offset, message, expected: 'one list of merged mappings, in which the first counts' });
    }
    const children = nameEntries(entries);
    return {
      value: Object.fromEntries(Array.from(children, ([name, child]) => [name, child.node.value])),
      size: sizeOf(Array.from(children.values(), (child) => child.node)),
      span: spanOf(node),
      children,
      entries,
    };
  }

  function mergedBy(value: unknown): ReadNode[] {
    const target = isAlias(value) ? anchors.get(value.source)?.node : value;
    const sources = isCollection(target) && !isMap(target) ? target.items : [value];
    return sources.flatMap((source) => {
      const node = read(source);
      if (node.entries) return isAlias(source) ? node : repeat(node, spanOf(source)[0]);
      if (node.size === 0) return [];
      const found = node.children ? 'a list' : String(node.value);
      refuse(source, { message: 'a merge key without a mapping', found, expected: 'a mapping or a list of mappings' });
      return [];
    });
  }

  /** What a key is called and what kind of key it is. */
  function keyOf(key: unknown): Omit<Entry, 'child'> & { readonly node: ReadNode } {
    const [offset] = spanOf(key);
    const node = read(key);
    if (node.children) {
      const found = node.entries ? 'a mapping' : 'a list';
      const message = 'a key that is no text, number, boolean or null';
      return { name: '', kind: found, offset, node: refuse(key, { message, found, expected: 'a scalar' }) };
    }
    const { value, digits = String(value) } = node;
    return { name: digits, kind: value === null ? 'null' : typeof value, offset, node };
  }

  function reportTwice(keys: readonly Omit<Entry, 'child'>[]): void {
    const seen = new Set<string>();
    for (const { name, kind, offset } of keys) {
      if (seen.has(`${kind} ${name}`)) mistakes.push(duplicateAt(offset));
      seen.add(`${kind} ${name}`);
    }
  }

  function follow(alias: Alias): ReadNode {
    const anchor = anchors.get(alias.source);
    const { source } = alias;
    if (!anchor) return refuse(alias, { message: `Unresolved alias *${source}: no such anchor stands before it` });
    if (!anchor.read) return refuse(alias, { message: `alias *${source} stands inside its own anchor` });
    aliases += 1;
    return repeat(anchor.read, spanOf(alias)[0], aliases === MOST_ALIASES);
  }

  function repeat(node: ReadNode, offset: number, isLast = false): ReadNode {
    const isBearable = aliases <= MOST_ALIASES && repeated <= MOST_REPEATED;
    repeated += node.size;
    if (isBearable && (isLast || repeated > MOST_REPEATED))
      mistakes.push({ offset, message: 'not usable as YAML: Excessive alias count' });
    return node;
  }

  function refuse(node: unknown, mistake: Omit<YamlMistake, 'offset'>): ReadNode {
    const span = spanOf(node);
    mistakes.push({ offset: span[0], ...mistake });
    return { value: null, size: 0, span };
  }
}

function sizeOf(nodes: readonly ReadNode[]): number {
  return nodes.reduce((sum, { size }) => sum + size, 1);
}

function isPlain({ tag }: Node, name: 'map' | 'seq'): boolean {
  return tag === undefined || tag === '!' || isTag(tag, name);
}

/** `<<` as everybody but YAML 1.2 itself reads it. In quotes it is a name like any other. */
function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false;
  return isTag(key.tag, 'merge') || (key.tag === undefined && key.type === 'PLAIN' && key.source === '<<');
}

function spanOf(node: unknown): Span {
  const [start = 0, end = start + 1] = (isNode(node) && node.range) || [];
  return [start, end];
}
