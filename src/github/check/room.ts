/**
 * How much GitHub takes in each field, and what is cut to keep within it. A field of a check is counted in bytes of UTF-8:
 * GitHub says characters, and is reported to count bytes, of which a text never has fewer.
 */

/** Bytes. https://docs.github.com/rest/checks/runs */
export const longestTitle = 255;
export const longestSummary = 65_535;
export const longestMessage = 64 * 1024;
/** UTF-16 units of an issue comment: never more lenient than GitHub's characters. */
export const longestComment = 65_536;

/** Bytes of UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** The start of the text, at most so many UTF-16 units, with … at the end where something is cut. */
export function clip(text: string, units: number): string {
  if (text.length <= units) return text;
  const kept = text.slice(0, Math.max(0, units - 1));
  return `${/[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept}…`;
}

/** The start of the text, at most so many bytes of UTF-8, with … at the end where something is cut. */
export function clipBytes(text: string, bytes: number): string {
  if (bytesOf(text) <= bytes) return text;
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, bytes - bytesOf('…'))));
  return `${text.slice(0, read)}…`;
}

/** As many of the last items as fit, joined by one unit each; the oldest go first. */
export function newestThatFit(items: readonly string[], units: number): string[] {
  let room = units;
  const first = items.findLastIndex((item) => {
    room -= item.length + 1;
    return room < 0;
  });
  return items.slice(first + 1);
}
