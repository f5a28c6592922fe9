/** What a part of an address spells with `%`; the text itself where that is no valid spelling. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
