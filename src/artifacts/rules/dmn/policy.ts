/** How a table says what its rows give together. */
import type { Element } from './xml.ts';

/** `UNIQUE`, `COLLECT SUM`: with the aggregation where there is one. */
export function policyOf({ attributes: { hitPolicy = 'UNIQUE', aggregation = '' } }: Element): string {
  return `${hitPolicy} ${hitPolicy === 'COLLECT' ? aggregation : ''}`.trim();
}
