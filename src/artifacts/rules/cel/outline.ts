/** What an expression in CEL reads, by its syntax tree: by that `weir init` finds the traffic that it is made for. */
import type { Outline } from '../../outline.ts';
import { ITERATING } from './names.ts';
import { parse } from './parse.ts';

/** Of the library's tree what counts here: an operation with its operands, each a node, a name, or a list of such. */
interface Node {
  readonly op: string;
  readonly args: unknown;
}

const BOOLEAN: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', '&&', '||', '!_', 'in']);

/** Throws ArtifactError where the text does not parse. */
export function outlineExpression(text: string, file: string): Outline {
  const root: unknown = parse(text, file).ast;
  const paths = new Map<string, readonly string[]>();
  visit(root, new Set());
  const found = [...paths.values()];
  return {
    reads: found.filter(([first]) => first !== 'params'),
    params: found.filter(([first, second]) => first === 'params' && second !== undefined).map((path) => path.slice(1)),
    answers: answersOf(root),
  };

  function visit(node: unknown, own: ReadonlySet<string>): void {
    if (Array.isArray(node)) for (const part of node) visit(part, own);
    if (!isNode(node)) return;
    const path = pathOf(node);
    if (path) {
      if (!own.has(path[0] ?? '')) paths.set(path.join('\u0000'), path);
      return;
    }
    const { op, args } = node;
    if (op === 'rcall' && Array.isArray(args) && ITERATING.has(String(args[0]))) {
      const [, on, operands] = args;
      visit(on, own);
      const [item, ...rest] = Array.isArray(operands) ? operands : [];
      visit(rest, isNode(item) && typeof item.args === 'string' ? new Set([...own, item.args]) : own);
    } else visit(args, own);
  }
}

/** `a.b["c"]` as its parts; undefined for what is no such path. */
function pathOf({ op, args }: Node): readonly string[] | undefined {
  if (op === 'id') return typeof args === 'string' ? [args] : undefined;
  if ((op !== '.' && op !== '[]') || !Array.isArray(args) || !isNode(args[0])) return undefined;
  const before = pathOf(args[0]);
  const [, key] = args;
  const name = isNode(key) && key.op === 'value' ? key.args : key;
  if (!before || typeof name === 'object') return undefined;
  // Of a list it is the list that the traffic has to have.
  return typeof name === 'string' ? [...before, name] : before;
}

/** The literals that branches end with. */
function answersOf(node: unknown): unknown[] {
  if (!isNode(node)) return [];
  const { op, args } = node;
  if (op === '?:' && Array.isArray(args)) return args.slice(1).flatMap(answersOf);
  if (op === 'value') return [typeof args === 'bigint' ? Number(args) : args];
  if (BOOLEAN.has(op)) return [true, false];
  return ['+', '-', '*', '/', '%'].includes(op) ? [0] : [];
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && 'op' in value && typeof value.op === 'string' && 'args' in value
  );
}
