/** Between documents and the JSON that DuckDB reads and writes. */

/** Whole numbers that no double holds are the doubles next to them, as JavaScript reads them. */
export function toText(rows: readonly object[]): string {
  try {
    const text = JSON.stringify(rows);
    // Half of a pair is written as an escape.
    if (!/\\ud[89a-f]/i.test(text)) return text;
  } catch (error) {
    // Only what is there makes JSON.stringify ask for each value, which takes three times as long.
    if (!(error instanceof TypeError)) throw error;
  }
  return JSON.stringify(rows, (_, value) => {
    if (typeof value === 'bigint') return Number(value);
    // DuckDB's texts are Unicode, so half of a pair is none.
    return typeof value === 'string' && !value.isWellFormed() ? value.toWellFormed() : value;
  });
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
