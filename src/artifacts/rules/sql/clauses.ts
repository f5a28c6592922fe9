/** A query as its clauses: what comes, goes or changes as one. */
import type { Token } from './tokens.ts';

/** Tokens of a query that belong together: a column, a condition, a branch of a CASE, all of another clause. */
export interface Piece {
  /** `SELECT`, `WHERE`, … in capitals. */
  readonly clause: string;
  /** Equal where two say the same. */
  readonly said: string;
  readonly tokens: readonly Token[];
}

/** At the beginning of a clause of the outermost query, or of one in a WITH or in parentheses. */
const OPENING: ReadonlySet<string> = new Set([
  'with',
  'select',
  'from',
  'where',
  'group',
  'having',
  'qualify',
  'window',
  'order',
  'limit',
  'union',
  'except',
  'intersect',
]);
/** Where a clause goes on with the next piece of it. */
const BETWEEN: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['SELECT', new Set([',', 'when', 'else'])],
  ['WITH', new Set([','])],
  ['FROM', new Set([',', 'join', 'left', 'right', 'full', 'inner', 'cross'])],
  ['WHERE', new Set(['and', 'or'])],
  ['HAVING', new Set(['and', 'or'])],
  ['QUALIFY', new Set(['and', 'or'])],
  ['GROUP', new Set([','])],
  ['ORDER', new Set([','])],
]);

/**
 * In order, so that all tokens are in one piece. Parentheses that hold a query are taken apart like it; what other ones hold
 * stays together, so that a comma between arguments parts nothing.
 */
export function piecesOf(tokens: readonly Token[]): Piece[] {
  const pieces: Piece[] = [];
  // For each level of parentheses: the clause that it is in, or undefined where it holds no query.
  const levels: (string | undefined)[] = ['SELECT'];
  let clause = 'SELECT';
  let held: Token[] = [];
  const close = (): void => {
    if (held.length > 0) pieces.push({ clause, said: held.map(({ text }) => text).join(' '), tokens: held });
    held = [];
  };
  for (const [index, token] of tokens.entries()) {
    const { text } = token;
    const holdsQuery = levels.at(-1) !== undefined;
    if (text === ')' && levels.length > 1) {
      if (levels.pop() !== undefined) close();
      clause = levels.findLast((level) => level !== undefined) ?? 'SELECT';
    } else if (holdsQuery && OPENING.has(text) && !(text === 'from' && isWithin(tokens, index))) {
      close();
      clause = text.toUpperCase();
      levels[levels.length - 1] = clause;
    } else if (holdsQuery && BETWEEN.get(clause)?.has(text)) {
      close();
    }
    held.push(token);
    if (text === '(') levels.push(/^(?:select|with|from)$/.test(tokens[index + 1]?.text ?? '') ? 'SELECT' : undefined);
  }
  close();
  return pieces;
}

/** `IS DISTINCT FROM` opens no clause. */
function isWithin(tokens: readonly Token[], index: number): boolean {
  return tokens[index - 1]?.text === 'distinct' && /^(?:is|not)$/.test(tokens[index - 2]?.text ?? '');
}
