import Handlebars from 'handlebars';
import type { EngineRow } from '../engine-row.ts';
import { HANDLEBARS, tickets } from '../fixtures/prompt.ts';

/** `role` is a word of dotprompt's own. */
const PROMPT = HANDLEBARS.replace('{{role}}', '{{this.role}}');

export const row: EngineRow = {
  engine: 'dotprompt',
  what: 'a prompt of five lines',
  files: { 'answer.prompt': `---\nmodel: gpt-4o\n---\n${PROMPT}` },
  documents: tickets,
  bare() {
    const render = Handlebars.compile(PROMPT, { noEscape: true });
    return (documents) => documents.map((document) => `[model gpt-4o]\n${render(document)}`);
  },
  comparedWith: 'handlebars 4.7.10',
  limitedBy: 'the library makes a scope for each block',
};
