/** Tables and the boxes they scroll in. A shade at the right edge of a box says that it goes on there; at its end the paper covers the shade. */
export const tables = `
.scroll {
  position: relative; overflow-x: auto; overscroll-behavior-x: contain; scrollbar-width: thin;
  background: linear-gradient(to left, var(--paper) 40%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--line), transparent) right / 1rem 100% no-repeat scroll;
}
table { overflow-wrap: break-word; border-collapse: collapse; width: 100%; font-size: 0.9375rem; font-variant-numeric: tabular-nums lining-nums; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: 0.5rem 1.25rem 0.5rem 0; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--line); font-weight: 400; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--quiet); font-size: 0.8125rem; white-space: nowrap; padding-top: 0; vertical-align: bottom; border-bottom-color: var(--strong-line); }
th.figure, td.figure { text-align: right; white-space: nowrap; }
td small, .with-bar small { display: block; color: var(--quiet); font-size: 0.8125rem; line-height: 1.35; font-weight: 400; }
td small { max-width: 22rem; }
td small code, time span { white-space: nowrap; }
td strong { font-weight: 650; }
.edit-link { white-space: nowrap; }
@media (max-width: 40rem) {
  th, td { padding-right: 0.8rem; } .with-bar .bar { width: 72px; }
  .limits tbody th { min-width: 5.75rem; } .limits tbody th code { font-size: 0.8125em; white-space: normal; }
  .limits td .badge { font-size: 0.8125rem; } .limits td.figure small { white-space: normal; }
  td:last-child:not(.figure) small { min-width: 14rem; }
}
.prose tbody th { min-width: 12rem; }
thead th code { font-size: 0.95em; }
tbody th code { white-space: nowrap; }
@media screen and (min-width: 56rem) { tbody th > a { white-space: nowrap; } }
details > summary { cursor: pointer; width: fit-content; color: var(--quiet); font-size: 0.875rem; padding: 0.3rem 0; margin-top: 0.35rem; }
details > summary:hover { color: var(--ink); }
details[open] > summary { margin-bottom: 0.5rem; }
figure table { font-size: 0.875rem; }
figure > .scroll { margin-top: 0.6rem; }
figure th, figure td { padding-top: 0.3rem; padding-bottom: 0.3rem; }
`;
