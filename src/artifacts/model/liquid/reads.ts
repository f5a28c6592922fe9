/** Which places of the variables a template in Liquid can read, by what the library makes of it. */
import { TokenKind } from 'liquidjs';

type Part = Readonly<Record<string, unknown>>;

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
 * Paths into the document, the template's own variables among them; undefined where it may read any.
 * @param templates as the library parsed the text
 */
export function pathsIn(text: string, templates: unknown): string[][] | undefined {
  if (OTHERS.test(text) || EXPRESSIONS.test(text) || (LINES.test(text) && OTHERS_IN_LINES.test(text))) return undefined;
  const paths: string[][] = [];
  const pending = [templates];
  const seen = new Set<unknown>(pending);
  // The list grows while it is walked.
  for (const part of pending) {
    if (typeof part !== 'object' || part === null) continue;
    const node = part as Part;
    if (node.kind === TokenKind.PropertyAccess) {
      const path = node.variable === undefined ? pathOf(node) : [];
      if (!path) return undefined;
      if (path.length > 0) paths.push(path);
    }
    // They count in a variable of that name.
    if ((node.name === 'increment' || node.name === 'decrement') && 'variable' in node)
      paths.push([String(node.variable)]);
    for (const [key, other] of Object.entries(node)) {
      if (typeof other !== 'object' || ASIDE.has(key) || seen.has(other)) continue;
      seen.add(other);
      pending.push(other);
    }
  }
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
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
