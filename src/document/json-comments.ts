/** Comments in files that are JSON but for these, as Avro's own parser reads its schemas. */

/** The same text with blanks in place of its comments, so that every offset stays what it was. */
export function withoutComments(text: string): string {
  if (!text.includes('/*') && !text.includes('//')) return text;
  return text.replace(TOKEN, (token) => (token.startsWith('"') ? token : token.replace(/[^\n\r]/g, ' ')));
}

/** A string is passed over, since what looks like a comment there is none. One alternative for each first character. */
const TOKEN = /"[^"\\\n]*(?:\\.[^"\\\n]*)*"|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
