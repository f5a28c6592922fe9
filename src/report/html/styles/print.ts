/** On paper nothing is folded, nothing scrolls, all records are shown and ink is black on white. */
export const print = `
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
  .skip, .more, .copy, .tip, .slice, .sort::after, .search, .keys, .reads > svg { display: none; }
  [data-part][hidden] { display: block; }
  tbody tr[hidden] { display: table-row; }
  .choose { text-decoration: none; }
  .map { min-width: 0; }
  .scroll { overflow: visible; background: none; }
  .source { width: auto; white-space: pre-wrap; }
  .notes, .command { border: 1px solid var(--line); }
  .chart, tr, .hunk, h2, h3, .reasons li { break-inside: avoid; }
  h2, h3, thead, figcaption { break-after: avoid; }
  a { text-decoration: none; }
  .room { grid-template-columns: 8rem minmax(0, 1fr); }
  .figures { grid-template-columns: 1fr 1fr; gap: 1.5rem; }
  .margin code { overflow-wrap: anywhere; }
  th, td { padding-right: 0.6rem; }
  table { font-size: 0.8125rem; }
  td code, tbody th code { font-size: 0.78em; white-space: normal; overflow-wrap: break-word; }
  .effect { white-space: nowrap; }
  .figure { white-space: nowrap; }
}
`;
