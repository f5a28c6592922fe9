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
import { duplicateAt, type Locate } from './places.ts';
import { YamlAliases } from './yaml-aliases.ts';
import { asWritten } from './yaml-last-line.ts';
import {
  type Child,
  type Entry,
  keySpelling,
  listOf,
  locateIn,
  type Merge,
  mappingOf,
  mergeInto,
  nameOf,
  type ReadNode,
  twiceIn,
} from './yaml-members.ts';
import { isMergeKey, isPlain, spanOf } from './yaml-nodes.ts';
import { isTag, readScalar, type ScalarMistake, shortTag, unknownTag } from './yaml-scalar.ts';

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

/**
 * Throws a RangeError for a document that is nested deeper than the stack.
 * @param text what the document was parsed from
 */
export function readYaml(document: Document, text: string): ReadYaml {
  const mistakes: YamlMistake[] = [];
  const doubts: YamlDoubt[] = [];
  const aliases = new YamlAliases((offset) => {
    mistakes.push({ offset, message: 'not usable as YAML: Excessive alias count' });
  });
  const { version, explicit } = document.directives?.yaml ?? {};
  const isOld = version === '1.1';
  let isSpelt = false;
  const root = read(document.contents);
  return { value: root.value, locate: locateIn(root), mistakes, doubts: explicit ? [] : doubts, isSpelt };

  function read(node: unknown): ReadNode {
    if (!isNode(node)) return { value: null, size: 0, span: [0, 1] };
    if (isAlias(node)) return follow(node);
    const { anchor } = node;
    return anchor === undefined ? readInner(node) : aliases.anchored(anchor, node, () => readInner(node));
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
    const found = readScalar(asWritten(node, text), isOld);
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
    return listOf(items, spanOf(node), places.map(spanOf));
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
      const keyWritten = keySpelling(keyNode);
      isSpelt ||= keyWritten !== undefined;
      const child: Child = {
        key: spanOf(key),
        value: spanOf(value ?? key),
        node: read(value),
        ...(keyWritten !== undefined && { keyWritten }),
      };
      own.push({ name, kind, offset, child });
    }
    reportTwice(own);
    const { entries, conflicts } = mergeInto(own, merges);
    for (const { offset, name } of conflicts) {
      const message = `two merge keys give "${name}" different values, of which readers of YAML take one or the other`;
      mistakes.push({ offset, message, expected: 'one list of merged mappings, in which the first counts' });
    }
    return mappingOf(entries, spanOf(node));
  }

  function mergedBy(value: unknown): ReadNode[] {
    const target = isAlias(value) ? aliases.nodeAt(value.source) : value;
    const sources = isCollection(target) && !isMap(target) ? target.items : [value];
    return sources.flatMap((source) => {
      const node = read(source);
      if (node.entries) return isAlias(source) ? node : aliases.repeat(node, spanOf(source)[0]);
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
    return { ...nameOf(node), offset, node };
  }

  function reportTwice(keys: readonly Omit<Entry, 'child'>[]): void {
    for (const { offset } of twiceIn(keys)) mistakes.push(duplicateAt(offset));
  }

  function follow(alias: Alias): ReadNode {
    const found = aliases.follow(alias.source, spanOf(alias)[0]);
    return typeof found === 'string' ? refuse(alias, { message: found }) : found;
  }

  function refuse(node: unknown, mistake: Omit<YamlMistake, 'offset'>): ReadNode {
    const span = spanOf(node);
    mistakes.push({ offset: span[0], ...mistake });
    return { value: null, size: 0, span };
  }
}
