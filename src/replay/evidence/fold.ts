/** What becomes of values that are too many to keep apart. */
import { type CellKey, cellText, Word } from './cell.ts';

const BUCKETS = 512;

/** Spreads values that are too many to keep over a fixed number of buckets (FNV-1a); words stay as they are. */
export function foldByHash(key: CellKey): CellKey {
  if (key instanceof Word) return key;
  let hash = 0x811c9dc5;
  for (const character of cellText(key)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return Word.of(`other:${(hash >>> 0) % BUCKETS}`);
}
