/** Type: sizes, links, focus, verdict badges. */
export const text = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0 auto; max-width: 74rem; padding: clamp(1.25rem, 4vw, 3.5rem) clamp(1rem, 4vw, 3.5rem);
  background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
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
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--ink); color: var(--paper); border-radius: 0 0 6px 6px; z-index: 3; }
.skip:focus { top: 0; }
#content:focus { outline: none; }
`;
