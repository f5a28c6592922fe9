/** Charts, and small pictures in table rows. */
export const charts = `
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
.bar.against path { fill: var(--paper); stroke: var(--head); }
.bar .limit { stroke-width: 1.25; }
.with-bar { display: inline-flex; align-items: baseline; gap: 0.75rem; white-space: nowrap; }
.with-bar .bar { align-self: center; flex: none; }
.chart .usual { fill: var(--base-fill); stroke: none; }
.chart .line { fill: none; stroke: var(--head); stroke-width: 2; stroke-linejoin: round; }
.chart .point { fill: var(--head); stroke: none; }
.chart .point.open { fill: var(--paper); stroke: var(--fail); stroke-width: 2; }
.chart .merge-line { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 3 3; }
.chart .holiday { fill: var(--quiet); font-size: 11px; }
.chart .by-merge { fill: var(--head); stroke: var(--head); }
.chart .by-traffic { fill: var(--base-fill); stroke: var(--base); }
.chart .by-production { fill: var(--paper); stroke: var(--fail); stroke-width: 1.5; }
.usual-key::before { border-color: var(--base-fill); }
.production-key::before { border-color: var(--fail); background: var(--paper); }
`;
