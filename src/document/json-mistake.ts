/** Where and why a text is no JSON, which `JSON.parse` tells in words and only now and then with a position. */
import { messageOf } from '../errors.ts';

/** The text must be one that `JSON.parse` refuses with the error given. */
export function jsonMistake(text: string, error: unknown): { offset: number; message: string; found: string } {
  const found = messageOf(error);
  const position = /position (\d+)/.exec(found)?.[1];
  // Without its excerpt of the text and without the position, which the place says.
  const words = found.replace(/, (\.{3})?"[\s\S]*"(\.{3})? is not valid JSON$|( in JSON)? at position.*$/, '');
  const offset = position === undefined ? offsetOfToken(text, found) : Number(position);
  return { offset, message: 'not JSON', found: words };
}

/**
 * "Unexpected token" comes without a position. Each text that begins with that token's mistake has it and none that
 * ends before it does, so bisection finds where it stands.
 */
function offsetOfToken(text: string, found: string): number {
  if (!isUnexpectedToken(found)) return text.length;
  let low = 0;
  let high = text.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (isUnexpectedToken(mistakeIn(text.slice(0, middle)))) high = middle;
    else low = middle;
  }
  return low;
}

function isUnexpectedToken(message: string): boolean {
  return message.startsWith('Unexpected token');
}

function mistakeIn(text: string): string {
  try {
    JSON.parse(text);
    return '';
  } catch (error) {
    return messageOf(error);
  }
}
