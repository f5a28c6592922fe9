/** The map from edited files to owners, and what lights up in it. */
export const map = `
.map { display: block; width: 100%; min-width: 46rem; height: auto; overflow: visible; }
.map text { fill: var(--ink); font-size: 13px; }
.map .sub { fill: var(--quiet); font-size: 11.5px; }
.map .column { fill: var(--quiet); font-size: 12px; }
.map .node { text-decoration: none; }
.map .node rect { fill: var(--paper); stroke: var(--strong-line); stroke-width: 1; }
.map .node .edge { fill: var(--tone, var(--strong-line)); stroke: none; }
.map .node .sub.toned { fill: var(--tone); font-weight: 600; }
.map .node:hover rect:first-of-type, .map .node:focus-visible rect:first-of-type { stroke: var(--head); stroke-width: 2; }
.map .node:focus-visible { outline: none; }
.map .asked { --tone: var(--ink); }
.map .link { fill: none; stroke: var(--strong-line); stroke-width: 1.5; stroke-opacity: 0.75; }
.map .link.fail { stroke: var(--fail); stroke-width: 2; } .map .link.inconclusive { stroke: var(--inconclusive); stroke-dasharray: 5 3; stroke-width: 2; }
.map.searching .node, .map.searching .link { opacity: 0.25; }
.map.searching .lit { opacity: 1; }
.map.searching .link.lit { stroke-opacity: 1; stroke-width: 2.5; }
@media (prefers-reduced-motion: no-preference) { .map .node, .map .link { transition: opacity 120ms; } }
`;
