/**
 * Which variables a template in Jinja can read, by the library's syntax tree. A name that the template binds by itself is none where
 * it is bound whatever the values are: behind `set` and `macro`, among what a loop or a macro repeats for its own names. Where that
 * depends (`set` within `if`), the name counts as read.
 */

type Node = Readonly<Record<string, unknown>>;
type Bound = ReadonlySet<string>;

/** Names that are looked up nowhere, by the kind of node that they stand in: of members, filters, tests and arguments. */
const FIXED: ReadonlyMap<unknown, string> = new Map([
  ['FilterExpression', 'filter'],
  ['FilterStatement', 'filter'],
  ['TestExpression', 'test'],
  ['KeywordArgumentExpression', 'key'],
]);

/** Every name that may be a variable of the document or of the library. */
export function namesIn(program: unknown): ReadonlySet<string> {
  const names = new Set<string>();
  block((program as Node).body, new Set());
  return names;

  /** What is bound behind these statements, one after the other. */
  function block(statements: unknown, bound: Bound): Bound {
    return listOf(statements).reduce<Bound>((before, one) => statement(one, before), bound);
  }

  function statement(node: unknown, bound: Bound): Bound {
    if (!isNode(node)) return bound;
    switch (node.type) {
      case 'Set': {
        if (node.value) read(node.value, bound);
        const within = node.value ? bound : block(node.body, bound);
        const own = namesOf(node.assignee);
        // A member of a namespace, which is looked up.
        if (!own) read(node.assignee, within);
        return bind(within, own ?? []);
      }
      case 'If': {
        read(node.test, bound);
        const [then, otherwise] = [block(node.body, bound), block(node.alternate, bound)];
        return then.intersection(otherwise);
      }
      case 'For': {
        loop(node, bound);
        return bound;
      }
      case 'Macro': {
        // It sees what there is where it is called.
        parameters(node.args, node.body, new Set());
        return bind(bound, namesOf(node.name) ?? []);
      }
      case 'CallStatement':
        read(node.call, bound);
        parameters(node.callerArgs, node.body, bound);
        return bound;
      case 'FilterStatement': {
        const within = block(node.body, bound);
        read({ ...node, body: undefined }, within);
        return within;
      }
      default:
        read(node, bound);
        return bound;
    }
  }

  function loop({ loopvar, iterable, body, defaultBlock }: Node, bound: Bound): void {
    const own = namesOf(loopvar);
    if (!own) read(loopvar, bound);
    const items = bind(bound, own ?? []);
    if (isNode(iterable) && iterable.type === 'SelectExpression') {
      read(iterable.lhs, bound);
      read(iterable.test, items);
    } else read(iterable, bound);
    block(body, bind(items, ['loop']));
    block(defaultBlock, bound);
  }

  /** All parameters are bound before a default is looked at. */
  function parameters(args: unknown, body: unknown, bound: Bound): void {
    const all = listOf(args).map((arg) =>
      isNode(arg) && arg.type === 'KeywordArgumentExpression' ? arg : { key: arg },
    );
    const within = bind(
      bound,
      all.flatMap(({ key }: Node) => namesOf(key) ?? []),
    );
    for (const { value } of all as Node[]) read(value, within);
    block(body, within);
  }

  /** What an expression names. */
  function read(expression: unknown, bound: Bound): void {
    const pending = [expression];
    const seen = new Set<unknown>(pending);
    // The list grows while it is walked.
    for (const node of pending) {
      if (typeof node !== 'object' || node === null) continue;
      if (isNode(node) && node.type === 'Identifier' && !bound.has(String(node.value))) names.add(String(node.value));
      for (const part of partsOf(node)) {
        if (typeof part !== 'object' || seen.has(part)) continue;
        seen.add(part);
        pending.push(part);
      }
    }
  }
}

/** `x`, or those of `x, y`; undefined for anything else. */
function namesOf(target: unknown): string[] | undefined {
  if (!isNode(target)) return undefined;
  if (target.type === 'Identifier') return [String(target.value)];
  if (target.type !== 'TupleLiteral') return undefined;
  const all = listOf(target.value);
  return all.every((one) => isNode(one) && one.type === 'Identifier')
    ? all.map((one) => String((one as Node).value))
    : undefined;
}

function bind(bound: Bound, names: readonly string[]): Bound {
  return bound.union(new Set(names));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function partsOf(node: object): readonly unknown[] {
  if (node instanceof Map) return [...node].flat();
  const kind = 'type' in node ? node.type : undefined;
  const isMember = kind === 'MemberExpression' && 'computed' in node && node.computed === false;
  const fixed = isMember ? 'property' : FIXED.get(kind);
  return Object.entries(node).flatMap(([key, part]: [string, unknown]) => {
    if (key !== fixed || typeof part !== 'object' || part === null) return [part];
    // Of a filter with arguments, its name stands where a function would.
    return 'callee' in part && 'args' in part ? [part.args] : [];
  });
}
