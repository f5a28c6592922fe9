/** The arguments of a command line, for `parse.ts`: as people type them, with quotes, backticks and a full stop at the end. */

export interface Argument {
  /** Without quotes and without punctuation at its end. */
  readonly word: string;
  /** What follows, trimmed. */
  readonly rest: string;
}

/** Undefined where nothing is left. */
export function takeArgument(line: string): Argument | undefined {
  const trimmed = line.trim();
  if (trimmed === '') return undefined;
  const close = closing[trimmed[0] ?? ''];
  const end = close === undefined ? -1 : trimmed.indexOf(close, 1);
  const [, after, rest = ''] = end > 0 ? (/^([.,:;!?…]*)(?:\s+(.*))?$/s.exec(trimmed.slice(end + 1)) ?? []) : [];
  if (after !== undefined) return { word: trimmed.slice(1, end).trim(), rest };
  const [word = ''] = /^\S+/.exec(trimmed) ?? [];
  return { word: word.replace(/(?<=[^.,:;!?…])[.,:;!?…]+$/, ''), rest: trimmed.slice(word.length).trim() };
}

/** Without quotes around the whole of it. */
export function unquote(text: string): string {
  const close = closing[text[0] ?? ''];
  return close !== undefined && text.length > 1 && text.indexOf(close, 1) === text.length - 1
    ? text.slice(1, -1).trim()
    : text;
}

/** Angle brackets too: people copy the `<pipeline>` of the help. */
const closing: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
  '<': '>',
};
