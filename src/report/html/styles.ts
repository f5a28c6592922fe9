/**
 * The page's one style sheet. Colours are variables that follow the reader's scheme and are shared by the charts;
 * base is a hollow grey, head a solid teal, so that the two differ on paper as well.
 */

const colours = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --wash: #f3f5f2; --ink: #1a2224; --quiet: #566266; --line: #dde2df; --strong-line: #a9b3b2;
  --base: #75838a; --base-fill: #dfe5e4; --head: #0b6b78; --allowed: #dcebe4;
  --pass: #24683a; --fail: #b0271c; --inconclusive: #80550a; --unaffected: #566266;
  --removed: #f9e9e5; --added: #e0f0ef;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #121718; --wash: #1a2122; --ink: #e3e9e8; --quiet: #9caaad; --line: #2a3335; --strong-line: #566467;
    --base: #8b999d; --base-fill: #303b3e; --head: #54c3d0; --allowed: #1f332b;
    --pass: #7fcd94; --fail: #ff8d80; --inconclusive: #e6b65a; --unaffected: #9caaad;
    --removed: #3a2220; --added: #16343a;
  }
}
`;

const text = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 74rem; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3.5rem);
  background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 400 1rem/1.55 ui-sans-serif, system-ui, -apple-system, "Segoe UI", Inter, Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  font-kerning: normal; text-rendering: optimizeLegibility;
}
h1, h2, h3, p, ul, dl, dd, figure, pre { margin: 0; padding: 0; }
h1, h2, h3 { text-wrap: balance; letter-spacing: -0.012em; line-height: 1.2; }
h2 { font-size: 1.375rem; font-weight: 650; }
h3 { font-size: 1rem; font-weight: 650; letter-spacing: 0; line-height: 1.4; }
p, li { text-wrap: pretty; }
a { color: inherit; text-decoration: underline; text-decoration-color: var(--strong-line); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--head); outline-offset: 2px; border-radius: 2px; }
code, pre { font-family: ui-monospace, "SF Mono", SFMono-Regular, "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace; font-size: 0.875em; font-variant-ligatures: none; }
.quiet { color: var(--quiet); font-size: 0.875rem; }
.quiet code { font-size: 0.92em; }
.figure { font-variant-numeric: tabular-nums lining-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.symbols { position: absolute; }
.icon { width: 1em; height: 1em; flex: none; }
.badge .icon { transform: translateY(0.13em); }
.pass { --tone: var(--pass); } .fail { --tone: var(--fail); } .inconclusive { --tone: var(--inconclusive); } .unaffected { --tone: var(--unaffected); }
.badge { display: inline-flex; align-items: baseline; gap: 0.4em; color: var(--tone); font-weight: 600; font-size: 0.875rem; white-space: nowrap; }
`;

const layout = `
.masthead { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; margin-bottom: clamp(2rem, 5vw, 3.5rem); }
.wordmark { font-weight: 700; letter-spacing: -0.01em; display: inline-flex; align-items: baseline; gap: 0.5em; }
.mark { width: 1.5em; height: 1em; color: var(--head); align-self: center; }
h1 { max-width: 46rem; font-size: clamp(1.625rem, 1.2rem + 2vw, 2.5rem); font-weight: 650; letter-spacing: -0.022em; line-height: 1.15; }
.verdict { margin-bottom: 0.6rem; }
.verdict .badge { font-size: 1.25rem; }
.reasons { list-style: none; margin-top: 1.75rem; max-width: 46rem; }
.reasons li { padding: 0.6rem 0 0.6rem 1rem; border-left: 3px solid var(--tone); margin-bottom: 0.5rem; }
.reasons a { font-weight: 650; }
.reason { display: block; }
.notes { margin-top: 1.75rem; max-width: 46rem; padding: 1rem 1.25rem; background: var(--wash); border-radius: 6px; }
.notes h2 { font-size: 0.875rem; margin-bottom: 0.35rem; letter-spacing: 0; }
.notes ul, .pipeline-reasons, details ul { padding-left: 1.1em; }
.notes li + li { margin-top: 0.35rem; }
main > section, main > article { margin-top: clamp(2.75rem, 6vw, 4.5rem); }
main > section > h2 { margin-bottom: 1rem; }
.scroll + .quiet { margin-top: 0.75rem; }
.pipeline { border-top: 2px solid var(--ink); padding-top: 1.1rem; }
.pipeline > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; }
@media (min-width: 56rem) { .pipeline > header p { margin-left: auto; } }
.pipeline > header h2 { font-size: 1.625rem; }
.pipeline > header .badge { font-size: 1rem; }
.approval { margin-top: 0.9rem; max-width: 46rem; padding: 0.6rem 1rem; border-left: 3px solid var(--pass); background: var(--wash); }
.pipeline-reasons { margin-top: 0.9rem; max-width: 46rem; }
.room { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.75rem 2rem; padding-top: 1.5rem; margin-top: 1.75rem; border-top: 1px solid var(--line); }
@media (min-width: 56rem), print { .room { grid-template-columns: 10rem minmax(0, 1fr); } }
.room > div > * + * { margin-top: 1rem; }
.margin p { margin-top: 0.15rem; }
.lead { font-size: 1.125rem; }
.prose > p { max-width: 42rem; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.75rem 2.5rem; }
.figures > figure { min-width: 0; max-width: 27rem; }
figcaption { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.1rem 1rem; margin-bottom: 0.6rem; font-size: 0.875rem; font-weight: 600; }
figcaption .quiet { font-weight: 400; font-size: 0.8125rem; }
footer { margin-top: clamp(3rem, 7vw, 5rem); padding-top: 1.1rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.8125rem; }
footer dl { display: flex; flex-wrap: wrap; gap: 0.6rem 2rem; }
footer dd, footer code { overflow-wrap: anywhere; }
footer dt { font-weight: 600; }
`;

/** A shade at the right edge of a box says that it goes on there; at its end the paper covers the shade. */
const tables = `
.scroll {
  overflow-x: auto; overscroll-behavior-x: contain; scrollbar-width: thin;
  background: linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--line), transparent) right / 1rem 100% no-repeat scroll;
}
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; font-variant-numeric: tabular-nums lining-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 0.5rem 1.25rem 0.5rem 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: 0.8125rem; white-space: nowrap; padding-top: 0; vertical-align: bottom; border-bottom-color: var(--strong-line); }
th.figure, td.figure { text-align: right; white-space: nowrap; }
td small, .with-bar small { display: block; color: var(--quiet); font-size: 0.8125rem; line-height: 1.35; font-weight: 400; }
td small { max-width: 22rem; }
td strong { font-weight: 650; }
.edit-link { white-space: nowrap; }
@media (max-width: 40rem) { th, td { padding-right: 0.8rem; } .with-bar .bar { width: 72px; } }
.prose tbody th { min-width: 12rem; }
tbody th code { white-space: nowrap; }
details > summary { cursor: pointer; width: fit-content; color: var(--quiet); font-size: 0.875rem; padding: 0.3rem 0; margin-top: 0.35rem; }
details > summary:hover { color: var(--ink); }
details[open] > summary { margin-bottom: 0.5rem; }
figure table { font-size: 0.875rem; }
figure > .scroll { margin-top: 0.6rem; }
figure th, figure td { padding-top: 0.3rem; padding-bottom: 0.3rem; }
`;

const source = `
.file + .file { margin-top: 2rem; }
.file > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; }
.file h3 code { font-size: 0.9375rem; overflow-wrap: anywhere; }
.hunk { margin-top: 0.75rem; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
.hunk figcaption { display: block; margin: 0; padding: 0.7rem 1rem; font-weight: 400; font-size: 0.9375rem; }
.hunk > .scroll { margin-top: 0; border-top: 1px solid var(--line); background: var(--wash); }
.edit { display: flex; gap: 0.75rem; scroll-margin-top: 1rem; }
.edit + .edit { margin-top: 0.6rem; }
.edit > span:last-child { min-width: 0; overflow-wrap: anywhere; }
.edit strong { font-weight: 600; }
.edit:target .edit-number { background: var(--head); border-color: var(--head); color: var(--paper); }
.edit-number { flex: none; min-width: 1.5rem; height: 1.5rem; padding: 0 0.3rem; border: 1px solid var(--strong-line); border-radius: 0.75rem; font-size: 0.75rem; line-height: 1.4rem; text-align: center; font-variant-numeric: tabular-nums; }
.compatibility { margin-left: 0.4em; padding: 0.05em 0.5em; border: 1px solid currentColor; border-radius: 1em; font-size: 0.75rem; white-space: nowrap; color: var(--quiet); }
.compatibility.breaking { color: var(--fail); } .compatibility.risky { color: var(--inconclusive); } .compatibility.safe { color: var(--pass); }
.source { width: max-content; min-width: 100%; padding: 0.5rem 0; line-height: 1.6; tab-size: 2; font-size: 0.875rem; }
.source code { font-size: 0.9375em; }
.line { display: block; padding-right: 1rem; }
.line i { display: inline-block; width: 3.6em; padding-right: 0.9em; text-align: right; font-style: normal; color: var(--quiet); user-select: none; }
.line b { display: inline-block; width: 1.4em; font-weight: 600; user-select: none; }
.line.base { background: var(--removed); } .line.base b { color: var(--fail); }
.line.head { background: var(--added); } .line.head b { color: var(--head); }
.line.gap { color: var(--quiet); }
.command { overflow-x: auto; padding: 0.9rem 1.1rem; background: var(--wash); border-radius: 6px; }
`;

const charts = `
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { fill: var(--ink); font-size: 12px; }
.chart text.quiet, .chart .figure text { fill: var(--quiet); font-size: 11.5px; font-variant-numeric: tabular-nums; }
.base-bar rect { fill: var(--base-fill); stroke: var(--base); stroke-width: 1; }
.head-bar rect { fill: var(--head); }
.base-area rect { fill: var(--base-fill); stroke: var(--base); stroke-width: 0.6; }
.chart .head-line { fill: none; stroke: var(--head); stroke-width: 2; stroke-linejoin: round; }
.chart .grid { stroke: var(--line); } 
.axis-line { stroke: var(--strong-line); stroke-width: 1; }
.ribbon { fill: url(#flow); fill-opacity: 0.32; }
.ribbon:hover { fill-opacity: 0.6; }
.legend { display: inline-flex; gap: 1rem; font-weight: 400; font-size: 0.8125rem; color: var(--quiet); }
.key::before { content: ""; display: inline-block; width: 0.8em; height: 0.8em; margin-right: 0.4em; vertical-align: -0.06em; border: 1px solid var(--base); background: var(--base-fill); }
.head-key::before { border-color: var(--head); background: var(--head); }
.line-key::before { height: 0; border-width: 1px 0; border-color: var(--head); vertical-align: 0.25em; }
.gauge, .bar { display: inline-block; width: 120px; height: 16px; vertical-align: middle; }
.bar { height: 12px; }
.gauge .allowed { fill: var(--allowed); }
.gauge .dot { fill: var(--tone, var(--ink)); }
.gauge .whisker { stroke: var(--tone, var(--ink)); stroke-width: 2; stroke-linecap: round; }
.limit { stroke: var(--ink); stroke-width: 1.5; }
.bar path { fill: var(--head); }
.bar .limit { stroke-width: 1.25; }
.with-bar { display: inline-flex; align-items: baseline; gap: 0.75rem; white-space: nowrap; }
.with-bar .bar { align-self: center; flex: none; }
`;

/** On paper nothing is folded, nothing scrolls and ink is black on white. */
const print = `
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --wash: #fff; --ink: #000; --quiet: #444; --line: #ccc; --strong-line: #888;
    --base: #666; --base-fill: #e4e4e4; --head: #0b6b78; --allowed: #eee;
    --pass: #24683a; --fail: #a02018; --inconclusive: #6d4705; --unaffected: #444; --removed: #f6ecea; --added: #e9f1f1;
  }
  @page { margin: 16mm 14mm; }
  html { font-size: 9.5pt; }
  body { max-width: none; padding: 0; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  details::details-content { content-visibility: visible; block-size: auto; }
  details > summary { list-style: none; }
  .scroll { overflow: visible; background: none; }
  .source { width: auto; white-space: pre-wrap; }
  .notes, .command { border: 1px solid var(--line); }
  .chart, tr, .hunk, h2, h3, .reasons li { break-inside: avoid; }
  h2, h3, thead, figcaption { break-after: avoid; }
  a { text-decoration: none; }
  .room { grid-template-columns: 8rem minmax(0, 1fr); }
  .figures { grid-template-columns: 1fr 1fr; gap: 1.5rem; }
  .margin code { overflow-wrap: anywhere; }
  th, td { padding-right: 0.8rem; }
}
`;

/** Without `<`, `&` and characters that an editor may change: its hash stands in the page's policy. */
export const styles = [colours, text, layout, tables, source, charts, print].join('');
