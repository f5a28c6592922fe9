/** Which places of a document an expression in CEL can read as @bufbuild/cel evaluates it. */
import type { parse } from '@bufbuild/cel';

type Expression = ReturnType<typeof parse>['expr'];

/** `a["b"]`, `a[?"b"]` and `a.?b`. */
const MEMBER: ReadonlySet<string> = new Set(['_[_]', '_[?_]', '_?._']);
const CONDITIONAL = '_?_:_';

/** What the library looks for in every mapping before it takes one for data: its constructor, and that it is no message of Protobuf. */
const LOOKED_FOR: readonly string[] = ['constructor', '$typeName'];

export interface Reads {
  readonly paths: readonly (readonly string[])[];
  /** Mappings of which it reads members. */
  readonly mappings: readonly (readonly string[])[];
}

/** Paths into the document; undefined where it may read any. */
export function readsOf(expression: Expression): Reads | undefined {
  const paths = new Map<string, readonly string[]>();
  const mappings = new Map<string, readonly string[]>();
  return visit(expression, [], new Set())
    ? { paths: [...paths.values()], mappings: [...mappings.values()] }
    : undefined;

  /**
   * False for what nobody knows.
   * @param below members that are read of what it gives
   * @param own variables of the macros around it
   */
  function visit(one: Expression | undefined, below: readonly string[], own: ReadonlySet<string>): boolean {
    const { case: kind, value } = one?.exprKind ?? { case: undefined, value: undefined };
    switch (kind) {
      case 'constExpr':
        return true;
      case 'identExpr':
        note([value.name.replace(/^\./, ''), ...below], own.has(value.name));
        return true;
      case 'selectExpr':
        return visit(value.operand, [value.field, ...below], own);
      case 'callExpr': {
        const { target, args } = value;
        const [first, second, third] = args;
        const name = second?.exprKind.case === 'constExpr' ? second.exprKind.value.constantKind : undefined;
        if (MEMBER.has(value.function) && !target && args.length === 2 && name?.case === 'stringValue')
          return visit(first, [name.value, ...below], own);
        // The library hands the members on to what the condition chooses from.
        if (value.function === CONDITIONAL && !target && args.length === 3)
          return visit(first, [], own) && visit(second, below, own) && visit(third, below, own);
        return [...(target ? [target] : []), ...args].every((part) => visit(part, [], own));
      }
      case 'listExpr':
        return value.elements.every((part) => visit(part, [], own));
      case 'structExpr':
        return value.entries.every(
          ({ keyKind, value: member }) =>
            (keyKind.case !== 'mapKey' || visit(keyKind.value, [], own)) && visit(member, [], own),
        );
      case 'comprehensionExpr': {
        const { iterRange, iterVar, accuInit, accuVar, loopCondition, loopStep, result } = value;
        const loop = new Set([...own, iterVar, accuVar]);
        return (
          [iterRange, accuInit].every((part) => visit(part, [], own)) &&
          [loopCondition, loopStep].every((part) => visit(part, [], loop)) &&
          visit(result, [], new Set([...own, accuVar]))
        );
      }
      default:
        return false;
    }
  }

  /**
   * `a.b.c` is a variable of that name, or a member of one called `a.b`, before it is one of `a`.
   * @param isOwn whether `a` is a macro's, which what is called `a.b` is not
   */
  function note(path: readonly string[], isOwn: boolean): void {
    for (let names = path.length; names > (isOwn ? 1 : 0); names -= 1) {
      const candidate = [path.slice(0, names).join('.'), ...path.slice(names)];
      add(paths, candidate);
      for (let length = 1; length < candidate.length; length += 1) {
        const mapping = candidate.slice(0, length);
        add(mappings, mapping);
        for (const name of LOOKED_FOR) add(paths, [...mapping, name]);
      }
    }
  }

  function add(all: Map<string, readonly string[]>, path: readonly string[]): void {
    all.set(JSON.stringify(path), path);
  }
}
