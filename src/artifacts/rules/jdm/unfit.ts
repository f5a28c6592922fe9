/** What the engine cannot take: it calculates in decimals of 28 digits and would break on numbers that these do not hold. */

const LARGEST = 7.9e28;
const SMALLEST = 1e-28;
/** Its threads have stacks of their own. */
const MOST_LEVELS = 1000;

/** Why a document cannot be handed over; undefined where it can. The reason holds nothing of it. */
export function unfit(value: unknown, level = 1): string | undefined {
  switch (typeof value) {
    case 'number': {
      const size = Math.abs(value);
      if (size === 0 || (size <= LARGEST && size >= SMALLEST)) return undefined;
      return 'the document holds a number that a decimal of 28 digits does not';
    }
    case 'bigint':
      return 'the document holds a whole number that no double does, which the engine cannot be given';
    case 'object': {
      if (value === null) return undefined;
      if (level > MOST_LEVELS) return `the document is nested more than ${MOST_LEVELS} levels deep`;
      for (const part of Object.values(value)) {
        const reason = unfit(part, level + 1);
        if (reason !== undefined) return reason;
      }
      return undefined;
    }
    default:
      return undefined;
  }
}
