/** Anchors and aliases of one YAML document. Aliases share what was read at their anchor, and are bounded: few can mean much. */
import type { Node } from 'yaml';
import type { ReadNode } from './yaml-members.ts';

/** Following an alias takes time that grows with the number of all of them; people write some dozens. */
const MOST_ALIASES = 10_000;
/** Values that aliases may add to those written, for whoever walks over the value meets each of them anew. */
const MOST_REPEATED = 1_000_000;

export class YamlAliases {
  /** `read` is undefined while the node is still open. */
  readonly #anchors = new Map<string, { readonly node: Node; readonly read: ReadNode | undefined }>();
  readonly #tellExcess: (offset: number) => void;
  #aliases = 0;
  #repeated = 0;

  /** @param tellExcess called once, with the place of the alias that is too much */
  constructor(tellExcess: (offset: number) => void) {
    this.#tellExcess = tellExcess;
  }

  /** Reads a node that has an anchor, so that aliases can follow it from then on. */
  anchored(anchor: string, node: Node, read: () => ReadNode): ReadNode {
    this.#anchors.set(anchor, { node, read: undefined });
    const found = read();
    this.#anchors.set(anchor, { node, read: found });
    return found;
  }

  /** The node behind an alias as it is written; undefined where no such anchor stands before it. */
  nodeAt(anchor: string): Node | undefined {
    return this.#anchors.get(anchor)?.node;
  }

  /** What was read at the anchor that an alias names; a text says why there is nothing. */
  follow(name: string, offset: number): ReadNode | string {
    const anchor = this.#anchors.get(name);
    if (!anchor) return `Unresolved alias *${name}: no such anchor stands before it`;
    if (!anchor.read) return `alias *${name} stands inside its own anchor`;
    this.#aliases += 1;
    return this.repeat(anchor.read, offset, this.#aliases === MOST_ALIASES);
  }

  /** The node once more, as far as that is bearable. */
  repeat(node: ReadNode, offset: number, isLast = false): ReadNode {
    const isBearable = this.#aliases <= MOST_ALIASES && this.#repeated <= MOST_REPEATED;
    this.#repeated += node.size;
    if (isBearable && (isLast || this.#repeated > MOST_REPEATED)) this.#tellExcess(offset);
    return node;
  }
}
