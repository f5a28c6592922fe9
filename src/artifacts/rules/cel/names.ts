/** Which variables an expression in CEL may read, and where in them. */

/** Of the library's syntax tree: an operation with its operands, each a node, a name, or a list of such. */
interface Node {
  readonly op: string;
  readonly args: unknown;
}

/** Macros whose first argument is a name for the items of what they are called on, in their other arguments. */
export const ITERATING: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter']);

/** Every name that may be a variable of the document: the same name is a macro's own only where that binds it. */
export function namesIn(ast: unknown): string[] {
  return [...new Set(pathsIn(ast).map(([name = '']) => name))];
}

/** The same with the members of each that are read by their names; all that stands there may be read. */
function pathsIn(ast: unknown): string[][] {
  const paths = new Map<string, string[]>();
  const pending: Seen[] = [{ part: ast, own: new Set() }];
  // The list grows while it is walked.
  for (const { part, own } of pending) {
    if (Array.isArray(part)) pending.push(...part.map((one: unknown) => ({ part: one, own })));
    if (!isNode(part)) continue;
    const path = pathOf(part);
    if (!path) pending.push(...partsOf(part, own));
    else if (!own.has(path[0] ?? '')) paths.set(JSON.stringify(path), path);
  }
  return [...paths.values()];
}

/**
 * The same with what the library looks for in every mapping of which a member is read, before it takes one for data: its constructor.
 * A member of that name is found in its place.
 */
export function readsIn(ast: unknown): string[][] {
  const paths = pathsIn(ast);
  const mappings = paths.flatMap((path) => path.slice(1).map((_, index) => path.slice(0, index + 1)));
  const all = [...paths, ...mappings.map((path) => [...path, 'constructor'])];
  return [...new Map(all.map((path) => [JSON.stringify(path), path])).values()];
}

/** A part of the tree, and the names that macros around it have bound there. */
interface Seen {
  readonly part: unknown;
  readonly own: ReadonlySet<string>;
}

function partsOf({ op, args }: Node, own: ReadonlySet<string>): Seen[] {
  const [macro, on, operands] = op === 'rcall' && Array.isArray(args) ? args : [];
  const [item, ...rest]: unknown[] = Array.isArray(operands) ? operands : [];
  if (!ITERATING.has(String(macro)) || !isNode(item) || item.op !== 'id') return [{ part: args, own }];
  return [
    { part: on, own },
    { part: rest, own: new Set([...own, String(item.args)]) },
  ];
}

/** `a.b["c"]` as its parts; undefined for all else, such as what is read of an item of a list. */
function pathOf({ op, args }: Node): string[] | undefined {
  if (op === 'id') return typeof args === 'string' ? [args] : undefined;
  if ((op !== '.' && op !== '[]') || !Array.isArray(args) || !isNode(args[0])) return undefined;
  const [, key] = args;
  const name = isNode(key) && key.op === 'value' ? key.args : key;
  const before = pathOf(args[0]);
  return before && typeof name === 'string' ? [...before, name] : undefined;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'op' in value && typeof value.op === 'string' && 'args' in value
  );
}
