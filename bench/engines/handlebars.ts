import Handlebars from 'handlebars';
import type { EngineRow } from '../engine-row.ts';
import { HANDLEBARS, tickets } from '../fixtures/prompt.ts';

export const row: EngineRow = {
  engine: 'handlebars',
  what: 'a prompt of five lines',
  files: { 'prompt.hbs': HANDLEBARS },
  documents: tickets,
  bare() {
    const render = Handlebars.compile(HANDLEBARS, { noEscape: true });
    return (documents) => documents.map((document) => render(document));
  },
  comparedWith: 'handlebars 4.7.10',
  limitedBy: 'the library makes a scope for each block',
};
