/** Which places of a record matter to whoever reads it, as a tree: the scanner goes down both at once. */

/** A place, and what is seen of it; what no place leads to may be anything. */
export interface Wanted {
  readonly path: readonly string[];
  /**
   * `value`: all that stands there. `type`: its JSON type, and of a number whether it is whole. `names`: the type, and of
   * an object the names of its members, and their order. `time`: whether it is a time, which is told apart from
   * the rest; `value` and `names` count beside it, but not above it.
   */
  readonly sees: 'value' | 'type' | 'names' | 'time';
}

export interface PlaceNode {
  /** Its number, in the order of the tree. */
  readonly slot: number;
  readonly name: string;
  sees: 'value' | 'type' | undefined;
  seesNames: boolean;
  isTime: boolean;
  readonly children: PlaceNode[];
}

export interface PlaceTree {
  readonly root: PlaceNode;
  readonly slots: number;
}

/** Undefined where the places tell no records apart: all of a record is wanted, or the time is a part of what is. */
export function treeOf(wanted: readonly Wanted[]): PlaceTree | undefined {
  let slots = 0;
  const root = newNode('');
  for (const { path, sees } of wanted) {
    let node = root;
    for (const name of path) node = childOf(node, name);
    if (sees === 'time') node.isTime = true;
    else if (sees === 'value') node.sees = 'value';
    else {
      node.sees ??= 'type';
      if (sees === 'names') node.seesNames = true;
    }
  }
  if (root.sees === 'value' || root.isTime || hidesTime(root)) return undefined;
  return { root, slots };

  function newNode(name: string): PlaceNode {
    const node: PlaceNode = { slot: slots, name, sees: undefined, seesNames: false, isTime: false, children: [] };
    slots += 1;
    return node;
  }

  function childOf(node: PlaceNode, name: string): PlaceNode {
    const found = node.children.find((child) => child.name === name);
    if (found) return found;
    const child = newNode(name);
    node.children.push(child);
    return child;
  }
}

function hidesTime({ sees, children }: PlaceNode): boolean {
  return children.some((child) => (sees === 'value' && holdsTime(child)) || hidesTime(child));
}

function holdsTime({ isTime, children }: PlaceNode): boolean {
  return isTime || children.some(holdsTime);
}
