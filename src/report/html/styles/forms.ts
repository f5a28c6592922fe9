/** What is sent: of the App's own pages alone. Buttons of reports are bare (controls.ts), and one that acts has to look like it. */
export const forms = `
.form > * + * { margin-top: 1rem; }
.form label { display: block; font-weight: 600; }
.form input { display: block; width: 100%; max-width: 22rem; margin: 0.25rem 0 0.6rem; padding: 0.45rem 0.7rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--strong-line); border-radius: 6px; }
.form input[type="hidden"] { display: none; }
.form button { padding: 0.5rem 1rem; min-height: 2.5rem; border: 1px solid var(--head); border-radius: 6px; }
.form button.first { background: var(--head); color: var(--paper); font-weight: 600; }
.form code { overflow-wrap: anywhere; }
`;
