/** Bars drawn with text, for terminals and for markdown. */

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** A bar of at most `width` columns for a share of 0 to 1, in steps of an eighth; what is not zero shows at least that. */
export function bar(share: number, width: number): string {
  const steps = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const visible = share > 0 ? Math.max(1, steps) : 0;
  return '█'.repeat(Math.floor(visible / 8)) + (eighths[visible % 8] ?? '');
}
