/**
 * Finds where a text stops being JSON. JSON.parse's own messages quote the text, and a recorded request must not end
 * up in a report, so the place is looked for here; only texts that JSON.parse has refused come this way.
 */

/**
 * `not JSON: unexpected character at column 14`, and the lines before that place; columns count from 1 in their line of
 * the text, in UTF-16 units.
 */
export function describeSyntaxError(text: string): { readonly message: string; readonly lines: number } {
  const offset = syntaxErrorOffset(text);
  const what = offset >= text.length ? 'it ends too early' : 'unexpected character';
  const before = text.slice(0, offset).split('\n');
  return { message: `not JSON: ${what} at column ${(before.at(-1)?.length ?? 0) + 1}`, lines: before.length - 1 };
}

const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const escapeSequence = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** Offset of the first character that no JSON text could have there; the text's length where it only ends too early. */
export function syntaxErrorOffset(text: string): number {
  /** What encloses the current place, innermost last. */
  const open: ('{' | '[')[] = [];
  let at = skip(space, text, 0);
  for (;;) {
    const opener = text[at];
    if (opener === '{' || opener === '[') {
      const first = skip(space, text, at + 1);
      if (text[first] === (opener === '{' ? '}' : ']')) at = first + 1;
      else {
        open.push(opener);
        const member = opener === '{' ? memberValue(text, first) : { at: first, ok: true };
        if (!member.ok) return member.at;
        at = member.at;
        continue;
      }
    } else {
      const end = opener === '"' ? stringEnd(text, at) : { at: skip(scalar, text, at), ok: true };
      if (!end.ok || end.at === at) return end.at;
      at = end.at;
    }
    // A value has ended: close what ends with it, then the next member must follow.
    at = skip(space, text, at);
    while (open.length > 0 && text[at] === (open.at(-1) === '{' ? '}' : ']')) {
      open.pop();
      at = skip(space, text, at + 1);
    }
    if (open.length === 0 || text[at] !== ',') return at;
    const next = skip(space, text, at + 1);
    const member = open.at(-1) === '{' ? memberValue(text, next) : { at: next, ok: true };
    if (!member.ok) return member.at;
    at = member.at;
  }
}

/** Where a step came to, and whether it got through. */
interface Step {
  readonly at: number;
  readonly ok: boolean;
}

/** From the start of a key to the start of its value. */
function memberValue(text: string, from: number): Step {
  if (text[from] !== '"') return { at: from, ok: false };
  const key = stringEnd(text, from);
  if (!key.ok) return key;
  const colon = skip(space, text, key.at);
  return text[colon] === ':' ? { at: skip(space, text, colon + 1), ok: true } : { at: colon, ok: false };
}

function stringEnd(text: string, from: number): Step {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { at: at + 1, ok: true };
    if (code < 0x20) return { at, ok: false };
    const next = code === 0x5c ? skip(escapeSequence, text, at) : at + 1;
    if (next === at) return { at, ok: false };
    at = next;
  }
  return { at, ok: false };
}

/** The end of what the sticky pattern matches at the place, the place itself where it matches nothing. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
