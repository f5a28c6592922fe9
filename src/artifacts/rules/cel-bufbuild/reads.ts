/** Which places of a document an expression in CEL can read as @bufbuild/cel evaluates it. */
import type { parse } from '@bufbuild/cel';

type Expression = ReturnType<typeof parse>['expr'];

/** `a["b"]`, `a[?"b"]` and `a.?b`. */
const MEMBER: ReadonlySet<string> = new Set(['_[_]', '_[?_]', '_?._']);
const CONDITIONAL = '_?_:_';

/** What the library looks for in every mapping before it takes one for data: its constructor, and that it is no message of Protobuf. */
const LOOKED_FOR: readonly string[] = ['constructor', '$typeName'];

export interface Reads {
  /** Those of macros' own variables are among them. */
  readonly paths: readonly (readonly string[])[];
  /** Mappings of which it reads members. */
  readonly mappings: readonly (readonly string[])[];
}

/** Paths into the document; undefined where it may read any. */
export function readsOf(expression: Expression): Reads | undefined {
  const paths = new Map<string, readonly string[]>();
  const mappings = new Map<string, readonly string[]>();
  return visit(expression, []) ? { paths: [...paths.values()], mappings: [...mappings.values()] } : undefined;

  /** @param below members that are read of what it gives. False for what nobody knows. */
  function visit(one: Expression | undefined, below: readonly string[]): boolean {
    const { case: kind, value } = one?.exprKind ?? { case: undefined, value: undefined };
    switch (kind) {
      case 'constExpr':
        return true;
      case 'identExpr':
        note([value.name.replace(/^\./, ''), ...below]);
        return true;
      case 'selectExpr':
        return visit(value.operand, [value.field, ...below]);
      case 'callExpr': {
        const { target, args } = value;
        const [first, second, third] = args;
        const name = second?.exprKind.case === 'constExpr' ? second.exprKind.value.constantKind : undefined;
        if (MEMBER.has(value.function) && !target && args.length === 2 && name?.case === 'stringValue')
          return visit(first, [name.value, ...below]);
        // The library hands the members on to what the condition chooses from.
        if (value.function === CONDITIONAL && !target && args.length === 3)
          return visit(first, []) && visit(second, below) && visit(third, below);
        return [...(target ? [target] : []), ...args].every((part) => visit(part, []));
      }
      case 'listExpr':
        return value.elements.every((part) => visit(part, []));
      case 'structExpr':
        return value.entries.every(
          ({ keyKind, value: member }) => (keyKind.case !== 'mapKey' || visit(keyKind.value, [])) && visit(member, []),
        );
      case 'comprehensionExpr': {
        const { iterRange, accuInit, loopCondition, loopStep, result } = value;
        return [iterRange, accuInit, loopCondition, loopStep, result].every((part) => visit(part, []));
      }
      default:
        return false;
    }
  }

  /** `a.b.c` is a variable of that name, or a member of one called `a.b`, before it is one of `a`. */
  function note(path: readonly string[]): void {
    for (let names = path.length; names > 0; names -= 1) {
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
