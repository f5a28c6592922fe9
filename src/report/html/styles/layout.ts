/** The page's parts and their spacing. */
export const layout = `
.masthead { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; margin-bottom: clamp(2rem, 5vw, 3.5rem); }
.wordmark { font-weight: 700; letter-spacing: -0.01em; display: inline-flex; align-items: baseline; gap: 0.5em; }
.mark { width: 1.5em; height: 1em; color: var(--head); align-self: center; }
h1 { max-width: 46rem; font-size: clamp(1.625rem, 1.2rem + 2vw, 2.5rem); font-weight: 650; letter-spacing: -0.022em; line-height: 1.15; }
.verdict { margin-bottom: 0.6rem; }
.verdict .badge { font-size: 1.25rem; }
.consequence { margin-top: 0.9rem; max-width: 46rem; font-size: 1.25rem; line-height: 1.4; }
.reasons { list-style: none; margin-top: 1.75rem; max-width: 46rem; }
.reasons li { padding: 0.6rem 0 0.6rem 1rem; border-left: 3px solid var(--tone); margin-bottom: 0.5rem; }
.reasons a { font-weight: 650; }
.reason { display: block; position: relative; padding-left: 1.1em; }
.reason::before { content: "\\2022"; position: absolute; left: 0; color: var(--tone); }
.next { margin-top: 1.75rem; max-width: 46rem; }
.next h2 { font-size: 1rem; margin-bottom: 0.35rem; letter-spacing: 0; }
.next ul { padding-left: 1.1em; }
.next li + li { margin-top: 0.25rem; }
.notes { margin-top: 1.75rem; max-width: 46rem; padding: 1rem 1.25rem; background: var(--wash); border-radius: 6px; }
.notes h2, .notes h3 { font-size: 0.875rem; margin-bottom: 0.35rem; letter-spacing: 0; }
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
.actors { margin-top: 1rem; max-width: 46rem; font-size: 1.125rem; }
.room ul:not(.effects), main > section > ul { padding-left: 1.1em; }
main > section > p + .file { margin-top: 1.5rem; }
main > section > p + .scroll, main > section > p + .command { margin-top: 1rem; }
.map-box { margin-bottom: 1.75rem; }
h4 { margin: 0; font-size: 0.9375rem; font-weight: 650; }
`;
