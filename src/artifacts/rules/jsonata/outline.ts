/** What an expression in JSONata reads, by its syntax tree: by that `weir init` finds the traffic that it is made for. */
import type { Outline } from '../../outline.ts';
import { withinStack } from '../../parse.ts';
import { parse } from './parse.ts';

/** Of the library's tree what counts here. https://docs.jsonata.org/processing */
type Node = Readonly<Record<string, unknown>>;

const BOOLEAN: ReadonlySet<unknown> = new Set(['=', '!=', '<', '<=', '>', '>=', 'and', 'or', 'in']);

/** Throws ArtifactError where the text does not parse. */
export function outlineExpression(text: string, file: string): Outline {
  return withinStack(file, () => outlineOf(parse(text, file).ast() as unknown as Node));
}

function outlineOf(root: Node): Outline {
  const paths = new Map<string, readonly string[]>();
  const own = new Set<unknown>();
  visit(root, []);
  const found = [...paths.values()];
  return {
    reads: found.filter(([first]) => first !== PARAMS),
    params: found.filter(([first, second]) => first === PARAMS && second !== undefined).map((path) => path.slice(1)),
    answers: answersOf(root),
  };

  /** @param at where the context is; undefined where nobody knows */
  function visit(node: unknown, at: Path): void {
    if (Array.isArray(node)) for (const part of node) visit(part, at);
    if (!isNode(node)) return;
    const { type, value, steps } = node;
    if (type === 'path' && Array.isArray(steps)) visit(node.group, visitPath(steps, at));
    else if (type === 'name') note(at, String(value));
    else if (type === 'bind') {
      if (isNode(node.lhs)) own.add(node.lhs.value);
      visit(node.rhs, at);
    } else if (type === 'lambda') visit(node.body, undefined);
    else for (const [key, part] of Object.entries(node)) if (key !== 'value') visit(part, at);
  }

  /** Returns where the path ends. */
  function visitPath(steps: readonly unknown[], from: Path): Path {
    let at = from;
    for (const [index, step] of steps.entries()) {
      if (!isNode(step)) continue;
      const { type, value } = step;
      if (type === 'name' && at) at = [...at, String(value)];
      else if (type === 'variable' && index === 0) at = variableAt(value);
      else if (type !== 'name') {
        visit(step, at);
        if (type !== 'sort') at = undefined;
      }
      for (const key of ['predicate', 'stages']) visit(step[key], at);
    }
    if (at && at.length > 0 && at.length > (from?.length ?? 0)) paths.set(at.join('\u0000'), at);
    return at;
  }

  function variableAt(name: unknown): Path {
    if (own.has(name)) return undefined;
    // `$` is the context, `$$` the document.
    return name === 'params' ? [PARAMS] : name === '' || name === '$' ? [] : undefined;
  }

  function note(at: Path, name: string): void {
    if (at) paths.set([...at, name].join('\u0000'), [...at, name]);
  }
}

type Path = readonly string[] | undefined;

/** Stands for the variable among paths: no member of a document is called so. */
const PARAMS = '$params';

/** The literals that branches end with. */
function answersOf(node: unknown): unknown[] {
  if (!isNode(node)) return [];
  const { type, value } = node;
  if (type === 'condition') return [node.then, node.else].flatMap(answersOf);
  if (type === 'block' && Array.isArray(node.expressions)) return answersOf(node.expressions.at(-1));
  if (type === 'string' || type === 'number' || type === 'value') return [value];
  if (type === 'binary' && BOOLEAN.has(value)) return [true, false];
  return type === 'binary' && ['+', '-', '*', '/', '%'].includes(String(value)) ? [0] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
