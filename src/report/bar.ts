/** Bars drawn with text, for terminals and for markdown. */

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of at most `width` columns for a share of 0 to 1, in steps of an eighth; what is not zero shows at least that. */
export function bar(share: number, width: number): string {
  const steps = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const visible = share > 0 ? Math.max(1, steps) : 0;
  return '█'.repeat(Math.floor(visible / 8)) + (eighths[visible % 8] ?? '');
}

/**
 * For each number a bar to the left of a common line where it is below zero, to the right where it is above; the longest
 * bars take `width` columns together. Empty texts where nothing differs.
 */
export function differenceBars(differences: readonly number[], width: number): string[] {
  const [most, least] = [Math.max(0, ...differences), Math.min(0, ...differences)];
  if (most === least) return differences.map(() => '');
  const left = least < 0 ? Math.max(1, Math.round((width - 1) * (-least / (most - least)))) : 0;
  const right = Math.max(1, width - 1 - left);
  const scale = Math.min(left > 0 ? left / -least : Infinity, most > 0 ? right / most : Infinity);
  return differences.map((difference) => {
    const before = difference < 0 ? leftBar(-difference * scale) : '';
    return `${before.padStart(left)}│${difference > 0 ? bar((difference * scale) / right, right) : ''}`;
  });
}

/** Blocks that begin at the right: of those there are only halves. */
function leftBar(length: number): string {
  const halves = Math.max(1, Math.round(length * 2));
  return `${halves % 2 === 1 ? '▐' : ''}${'█'.repeat(Math.floor(halves / 2))}`;
}
