/** Lines of edited files. */
export const source = `
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
.effects { list-style: none; margin-top: 0.5rem; font-size: 0.875rem; }
ul.effects { padding-left: 0; }
.effects li { display: flex; gap: 0.75rem; margin-top: 0.3rem; }
.effects .bar { flex: none; width: 72px; margin-top: 0.3rem; }
.effects small { display: block; color: var(--quiet); font-size: 0.8125rem; }
.interactions { margin-bottom: 1.5rem; }
.effect { display: inline-flex; align-items: center; gap: 0.4rem; width: 7.2em; height: 1em; padding-left: 0.8em; user-select: none; vertical-align: middle; color: var(--quiet); font-size: 0.875em; }
.effect svg { flex: none; width: 3.4em; height: 0.6em; background: var(--base-fill); }
.effect path { fill: var(--head); }
.effect.against path { fill: var(--paper); stroke: var(--head); stroke-width: 1.5; }
`;
