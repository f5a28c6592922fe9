/** Which places of the variables a template in Liquid can read, by what the library makes of it. */
import { TokenKind } from 'liquidjs';

type Part = Readonly<Record<string, unknown>>;

/** Names that are the template's own. */
type Bound = ReadonlySet<string>;

/** Tags that render others, which are found by names; the tag `liquid` has such lines without braces. */
const OTHERS = /\{%-?\s*(?:include|render|layout|block)\b/;
const LINES = /\{%-?\s*liquid\b/;
const OTHERS_IN_LINES = /^\s*(?:include|render|layout|block)\b/m;
/** Filters whose argument is an expression that the library parses when it renders: `where_exp`. */
const EXPRESSIONS = /_exp\b/;
/** What may count the members of an object. */
const COUNTING: ReadonlySet<unknown> = new Set(['size', 'first', 'last']);
/** Parts of the library itself. */
const ASIDE: ReadonlySet<string> = new Set(['liquid', 'tokenizer']);

/**
 * Paths into the document; undefined where it may read any. A name that the template binds by itself is none where it is bound
 * whatever the values are: behind `assign` and `capture`, and of a loop within it.
 * @param templates as the library parsed the text
 */
export function pathsIn(text: string, templates: unknown): string[][] | undefined {
  if (OTHERS.test(text) || EXPRESSIONS.test(text) || (LINES.test(text) && OTHERS_IN_LINES.test(text))) return undefined;
  const paths = new Map<string, string[]>();
  let isKnown = true;
  block(templates, new Set());
  return isKnown ? [...paths.values()] : undefined;

  /** What is bound behind these, one after the other. */
  function block(all: unknown, bound: Bound): Bound {
    return listOf(all).reduce<Bound>((before, one) => statement(one, before), bound);
  }

  function statement(tag: Part, bound: Bound): Bound {
    switch (tag.name) {
      case 'assign':
        read(tag.value, bound);
        return bound.union(new Set([String(tag.key)]));
      case 'capture':
        return block(tag.templates, bound).union(new Set([String(tag.variable)]));
      case 'for':
      case 'tablerow':
        read([tag.collection, tag.hash, tag.args], bound);
        block(
          tag.templates,
          bound.union(new Set([String(tag.variable), `${tag.name === 'for' ? 'for' : 'tablerow'}loop`])),
        );
        block(tag.elseTemplates, bound);
        return bound;
      case 'if':
      case 'unless': {
        const branches = listOf(tag.branches);
        for (const { value } of branches) read(value, bound);
        const ways = [...branches.map(({ templates: own }) => own), tag.elseTemplates].map((own) => block(own, bound));
        return ways.reduce((one, other) => one.intersection(other));
      }
      case 'case':
        read(tag.value, bound);
        for (const { values, templates: own } of listOf(tag.branches)) {
          read(values, bound);
          block(own, bound);
        }
        block(tag.elseTemplates, bound);
        return bound;
      case 'liquid':
        return block(tag.templates, bound);
      default:
        read(tag, bound);
        return bound;
    }
  }

  /** What an expression names, or all of a tag that binds nothing. */
  function read(expression: unknown, bound: Bound): void {
    const pending = [expression];
    const seen = new Set<unknown>(pending);
    // The list grows while it is walked.
    for (const part of pending) {
      if (typeof part !== 'object' || part === null) continue;
      const node = part as Part;
      if (node.kind === TokenKind.PropertyAccess) note(node.variable === undefined ? pathOf(node) : [], bound);
      // They count in a variable of that name, which is the document's.
      if ((node.name === 'increment' || node.name === 'decrement') && 'variable' in node)
        note([String(node.variable)], new Set());
      for (const [key, other] of Object.entries(node)) {
        if (typeof other !== 'object' || ASIDE.has(key) || seen.has(other)) continue;
        seen.add(other);
        pending.push(other);
      }
    }
  }

  function note(path: string[] | undefined, bound: Bound): void {
    if (!path) isKnown = false;
    else if (path.length > 0 && !bound.has(path[0] ?? '')) paths.set(JSON.stringify(path), path);
  }
}

function listOf(value: unknown): readonly Part[] {
  return Array.isArray(value) ? value : [];
}

/** `a.b["c"]`, as far as it names members; undefined where the variable's own name is computed. */
function pathOf({ props }: Part): string[] | undefined {
  if (!Array.isArray(props)) return undefined;
  const names = props.map(nameOf);
  const [first, ...members] = names;
  if (first === undefined) return undefined;
  const end = members.findIndex((name) => name === undefined || COUNTING.has(name));
  return [first, ...members.slice(0, end < 0 ? undefined : end).map(String)];
}

function nameOf(token: unknown): string | undefined {
  if (typeof token !== 'object' || token === null || !('kind' in token) || !('content' in token)) return undefined;
  const isName = token.kind === TokenKind.Word || token.kind === TokenKind.Quoted;
  return isName && typeof token.content === 'string' ? token.content : undefined;
}
