/** What only the script makes: buttons in tables, the bar of a chosen segment, the copy button, the tip at the pointer. */
export const controls = `
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; margin: 0; cursor: pointer; text-align: inherit; }
.sort { display: inline-flex; align-items: baseline; gap: 0.35em; white-space: nowrap; line-height: 1.5rem; }
.sort code { line-height: 1; }
.sort::after { content: ""; align-self: center; width: 0; height: 0; border: 0.28em solid transparent; border-top-color: currentColor; border-bottom-width: 0; opacity: 0.35; }
[aria-sort] .sort { color: var(--ink); font-weight: 600; }
[aria-sort] .sort::after { opacity: 1; }
[aria-sort="ascending"] .sort::after { transform: rotate(180deg); }
.sort:hover { color: var(--ink); }
.choose { min-height: 1.5rem; min-width: 1.5rem; text-decoration: underline; text-decoration-color: var(--strong-line); text-decoration-thickness: 1px; text-underline-offset: 0.2em; }
.choose:hover, .choose[aria-expanded="true"] { text-decoration-color: var(--head); text-decoration-thickness: 2px; }
tr.chosen > * { background: var(--wash); border-bottom-color: transparent; }
tr.chosen > th { box-shadow: inset 3px 0 var(--head); padding-left: 0.75rem; }
tr.within > td { background: var(--wash); box-shadow: inset 3px 0 var(--head); padding: 0 0.75rem 0.75rem; white-space: normal; }
tr.within table { width: auto; font-size: 0.875rem; }
tr.within tbody tr:last-child > * { border-bottom: 0; }
html:has(.filter) { scroll-padding-top: 7rem; }
.filter { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.25rem 1rem; margin-top: 0.9rem; padding: 0.5rem 1rem; background: var(--wash); border: 1px solid var(--strong-line); border-left: 3px solid var(--head); border-radius: 6px; }
.filter p { min-width: 0; }
@media (max-width: 40rem) { .filter { font-size: 0.875rem; padding: 0.4rem 0.75rem; } }
figcaption + .slice { margin-bottom: 0.6rem; }
.room > div > [hidden]:first-child + * { margin-top: 0; }
.lead small { color: var(--quiet); font-size: 0.875rem; }
.command-box { position: relative; }
.filter button, .more, .copy { padding: 0.3rem 0.8rem; min-height: 2rem; border: 1px solid var(--strong-line); border-radius: 6px; font-size: 0.875rem; background: var(--paper); }
.more, .copy { margin-top: 0.6rem; }
.filter button:hover, .more:hover, .copy:hover { border-color: var(--head); }
.tip { position: fixed; z-index: 2; max-width: 20rem; padding: 0.35rem 0.6rem; border-radius: 4px; background: var(--ink); color: var(--paper); font-size: 0.8125rem; line-height: 1.4; pointer-events: none; font-variant-numeric: tabular-nums; }
.tip:empty { display: none; }
.chart .hit { fill: transparent; stroke: none; }
.chart .pointed { stroke: var(--ink); stroke-width: 1.5; }
.chart .hit .pointed, .chart .hit rect.pointed { fill: var(--ink); fill-opacity: 0.1; stroke: none; }
.chart:focus-visible { outline-offset: 6px; }
`;
