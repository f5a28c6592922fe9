/** How much memory the scanner has, at first and at most, as `assembly/layout.ts` shares it out: pages of 64 kB. */
export const [PAGES, MOST_PAGES] = [3 * 16, 67 * 16];
