/** Between documents and the JSON that DuckDB reads and writes. */

/** Whole numbers that no double holds are the doubles next to them, as JavaScript reads them. Throws where it is nested too deeply. */
export function valueText(value: unknown): string {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null';
    case 'bigint':
      return valueText(Number(value));
    case 'string':
      // DuckDB's texts are Unicode, so half of a pair is none.
      return JSON.stringify(value.toWellFormed());
    case 'boolean':
      return String(value);
    default:
      return JSON.stringify(value, simplified) ?? 'null';
  }
}

function simplified(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' ? value.toWellFormed() : value;
}

/** DuckDB writes numbers that JSON has not as words. Outside of texts. */
const WORDS = /"(?:[^"\\]|\\.)*"|-?(?:Infinity|inf)\b|-?NaN\b|-?nan\b/gi;
const MARK = '\u0000';

export function fromText(text: string): unknown {
  if (!/inf|nan/i.test(text)) return JSON.parse(text);
  const marked = text.replace(WORDS, (found) => (found.startsWith('"') ? found : `"\\u0000${found}"`));
  return JSON.parse(marked, (_, value) =>
    typeof value === 'string' && value.startsWith(MARK) ? numberOf(value.slice(1)) : value,
  );
}

function numberOf(word: string): number {
  if (/nan/i.test(word)) return Number.NaN;
  return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
