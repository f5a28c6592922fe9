/** A text in SQL as what it says: words, texts, numbers and signs, without comments and blanks. */

export interface Token {
  /** Words that mean the same in any case are in lower case. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Comments and blanks, texts and names in quotes, dollar quotes, templates, words, numbers, signs of several characters. */
const TOKENS =
  /--.*|\/\*[\s\S]*?\*\/|\s+|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|\{\{[\s\S]*?\}\}|\{#[\s\S]*?#\}|[\p{L}_][\p{L}\p{N}_$]*|\d[\w.]*(?<=[eE])[+-]\d+|\d[\w.]*|\.\d\w*|->>|->|<>|!=|<=|>=|\|\||::|:=|==|[\s\S]/gu;

/** https://duckdb.org/docs/stable/sql/keywords_and_identifiers: what is reserved, and so no name of a column. */
const KEYWORDS: ReadonlySet<string> = new Set(
  `all and any as asc between by case cast collate cross desc distinct else end escape except exclude exists false filter
  following from full group having ilike in inner intersect interval is isnull join last lateral left like limit natural not
  notnull null nulls on or order outer over partition preceding qualify range replace right rows select similar table then
  true try_cast unbounded union unique unnest using values when where window with`.split(/\s+/),
);

export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: found, index } of text.matchAll(TOKENS)) {
    if (/^(?:\s|--|\/\*|\{#)/.test(found)) continue;
    tokens.push({ text: meaning(found), start: index, end: index + found.length });
  }
  while (tokens.at(-1)?.text === ';') tokens.pop();
  return tokens;
}

function meaning(token: string): string {
  const word = token.toLowerCase();
  if (KEYWORDS.has(word)) return word;
  return token.startsWith('{{') ? token.replace(/\s+/g, '').replaceAll('"', "'") : token;
}
