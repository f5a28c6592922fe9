/** Both schemes as declarations of variables. Base is a hollow grey, head a solid teal, so that the two differ on paper as well. */
export const palettes = {
  light: `--paper: #fdfdfb; --wash: #f3f5f2; --ink: #1a2224; --quiet: #566266; --line: #dde2df; --strong-line: #a9b3b2;
  --base: #75838a; --base-fill: #dfe5e4; --head: #0b6b78; --allowed: #dcebe4;
  --pass: #24683a; --fail: #b0271c; --inconclusive: #80550a; --unaffected: #566266;
  --removed: #f9e9e5; --added: #e0f0ef;`,
  dark: `--paper: #121718; --wash: #1a2122; --ink: #e3e9e8; --quiet: #9caaad; --line: #2a3335; --strong-line: #566467;
    --base: #8b999d; --base-fill: #303b3e; --head: #54c3d0; --allowed: #1f332b;
    --pass: #7fcd94; --fail: #ff8d80; --inconclusive: #e6b65a; --unaffected: #9caaad;
    --removed: #3a2220; --added: #16343a;`,
} as const;

/** Variables shared by text and charts, in the reader's scheme. */
export const colours = `
:root {
  color-scheme: light dark;
  ${palettes.light}
}
@media (prefers-color-scheme: dark) {
  :root {
    ${palettes.dark}
  }
}
`;
