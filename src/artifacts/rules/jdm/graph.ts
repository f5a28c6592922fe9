/** The JSON Decision Model as far as Weir has to know it (https://docs.gorules.io/developers/jdm). */
import { type NamedContent, sourceIn } from '../../named-content.ts';

/** A node of the graph, with its place in the file. */
export interface Node {
  readonly pointer: string;
  readonly type: string;
  readonly name: string;
  readonly content: unknown;
}

/** What stands at a place of the file and is evaluated. */
export interface Expression {
  readonly pointer: string;
  readonly text: string;
}

/** Nodes of a graph; empty for anything else. */
export function nodesOf(graph: unknown): Node[] {
  const { nodes } = members(graph);
  return list(nodes).map((node, index) => {
    const { type, name, content } = members(node);
    return { pointer: `/nodes/${index}`, type: text(type), name: text(name), content };
  });
}

/** Every expression of a node, empty ones left out. */
export function expressionsOf({ pointer, type, content }: Node): Expression[] {
  const found: Expression[] = [];
  const add = (place: string, value: unknown): void => {
    if (typeof value === 'string' && value.trim() !== '')
      found.push({ pointer: `${pointer}/content${place}`, text: value });
  };
  const { expressions, statements, rules, inputs, outputs } = members(content);
  if (type === 'expressionNode')
    for (const [index, expression] of list(expressions).entries())
      add(`/expressions/${index}/value`, members(expression).value);
  if (type === 'switchNode')
    for (const [index, statement] of list(statements).entries())
      add(`/statements/${index}/condition`, members(statement).condition);
  if (type !== 'decisionTableNode') return found;
  // A field is a path, or an expression that says what the cells of its column are compared with.
  for (const [index, input] of list(inputs).entries()) add(`/inputs/${index}/field`, members(input).field);
  const ids = [...list(inputs), ...list(outputs)].map((column) => text(members(column).id));
  for (const [index, rule] of list(rules).entries())
    for (const id of ids) add(`/rules/${index}/${escaped(id)}`, members(rule)[id]);
  return found;
}

/** By what it says, whatever the file is called: nodes and edges, and a node that GoRules names. */
export function isGraphFile(file: NamedContent): boolean {
  const { value } = sourceIn(file) ?? {};
  return Array.isArray(members(value).edges) && nodesOf(value).some(({ type }) => TYPES.has(type));
}

/** Kinds of nodes that the engine runs by itself. */
export const TYPES: ReadonlySet<string> = new Set([
  'inputNode',
  'outputNode',
  'decisionTableNode',
  'expressionNode',
  'switchNode',
  'decisionNode',
  'functionNode',
]);

export function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A token of a JSON Pointer. */
function escaped(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}
