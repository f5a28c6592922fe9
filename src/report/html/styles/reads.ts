/** Who reads what: files on the left, pipelines on the right, and between them lines that the script draws where there is room. */
export const reads = `
.search { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; margin: 0.9rem 0 0.4rem; }
.search input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-line); border-radius: 6px; padding: 0.3rem 0.6rem; width: 16rem; max-width: 100%; }
.search [role="status"] { color: var(--quiet); }
.reads { position: relative; display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 9rem; margin-top: 1.2rem; }
.reads > svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
.reads path { fill: none; stroke: var(--strong-line); stroke-width: 1.5; stroke-opacity: 0.75; }
.reads path.lit { stroke: var(--head); stroke-width: 2.5; stroke-opacity: 1; }
.reads.asking path:not(.lit), .reads.asking li:not(.lit) { opacity: 0.35; }
.reads h2 { margin-top: 0; }
.reads ul { list-style: none; margin: 0.5rem 0 0; padding: 0; display: grid; gap: 0.5rem; }
.reads h3 { margin: 0.9rem 0 0; font-size: 0.875rem; color: var(--quiet); font-weight: 600; }
.reads li { padding: 0.45rem 0.75rem; border: 1px solid var(--line); border-left: 3px solid var(--strong-line); border-radius: 6px; background: var(--paper); overflow-wrap: anywhere; }
.reads li.fail { border-left-color: var(--fail); } .reads li.inconclusive { border-left-color: var(--inconclusive); } .reads li.pass { border-left-color: var(--pass); }
.reads li[hidden] { display: none; }
.reads li.lit, .reads li:focus-visible { border-color: var(--head); }
.reads li > span { display: block; margin-top: 0.15rem; font-size: 0.875rem; color: var(--quiet); }
@media (max-width: 48rem) { .reads { display: block; } .reads > svg { display: none; } .reads section + section { margin-top: 1.6rem; } }
@media (prefers-reduced-motion: no-preference) { .reads li, .reads path { transition: opacity 120ms; } }
`;
