/**
 * How deep a document may nest. Parsers, engines and comparisons recurse along it, and how much stack each needs for a level
 * and how much is left is nobody's to know: the deepest that is let in takes half of it at most, so that the same file is
 * read everywhere or refused everywhere.
 */

/** Levels of lists and objects in a governed file, brackets in an expression. The least that ran out of stack were 978. */
export const MOST_LEVELS = 500;

/** Of a schema: what compiles them calls itself several times for a level. The least that ran out of stack were 420. */
export const MOST_SCHEMA_LEVELS = 200;

/** The first list or object below so many others, as the tokens of its pointer. Recurses so deep itself and no deeper. */
export function tooDeep(value: unknown, most: number): string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (most === 0) return [];
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const way = tooDeep(value[index], most - 1);
      if (way) return [String(index), ...way];
    }
    return undefined;
  }
  for (const key in value) {
    const way = tooDeep((value as Record<string, unknown>)[key], most - 1);
    if (way) return [key, ...way];
  }
  return undefined;
}

/**
 * Where in an expression more brackets are open than may be, whatever its language; undefined where nowhere. Those in its
 * texts and comments count as well: nobody has so many there that none closes.
 */
export function tooManyBrackets(text: string, most = MOST_LEVELS): number | undefined {
  let open = 0;
  for (const { 0: bracket, index } of text.matchAll(/[([{)\]}]/g)) {
    open = '([{'.includes(bracket) ? open + 1 : Math.max(0, open - 1);
    if (open > most) return index;
  }
  return undefined;
}
