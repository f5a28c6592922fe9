/** How many words two texts share. Called once a record by the replay. */
import { jaccard } from './jaccard.ts';

/**
 * Jaccard similarity of the sets of words of two texts, in lower case; a word is a run of letters, marks and digits.
 * Order, repetition and punctuation make no difference here: `changed` sees them. Between 0 and 1; texts without any
 * word are alike only if they are equal.
 *
 * @example
 * tokenSetSimilarity('Pay 250 euros', 'pay 400 euros!'); // 0.5
 */
export function tokenSetSimilarity(base: string, head: string): number {
  if (base === head) return 1;
  const before = words(base);
  const after = words(head);
  if (before.length === 0 && after.length === 0) return 0;
  return jaccard(before, after);
}

function words(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}
