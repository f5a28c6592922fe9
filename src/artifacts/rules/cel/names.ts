/** Which variables an expression in CEL may read, and where in them. */

/** Of the library's syntax tree: an operation with its operands, each a node, a name, or a list of such. */
interface Node {
  readonly op: string;
  readonly args: unknown;
}

/** Every name that may be a variable, those of macros' own variables among them. */
export function namesIn(ast: unknown): string[] {
  return [...new Set(pathsIn(ast).map(([name = '']) => name))];
}

/** The same with the members of each that are read by their names; all that stands there may be read. */
export function pathsIn(ast: unknown): string[][] {
  const paths = new Map<string, string[]>();
  const pending: unknown[] = [ast];
  // The list grows while it is walked.
  for (const node of pending) {
    if (Array.isArray(node)) pending.push(...node);
    if (!isNode(node)) continue;
    const path = pathOf(node);
    if (path) paths.set(JSON.stringify(path), path);
    else pending.push(node.args);
  }
  return [...paths.values()];
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
