import { Liquid } from 'liquidjs';
import type { EngineRow } from '../engine-row.ts';
import { LIQUID, tickets } from '../fixtures/prompt.ts';

export const row: EngineRow = {
  engine: 'liquid',
  what: 'a prompt of five lines',
  files: { 'prompt.liquid': LIQUID },
  documents: tickets,
  bare() {
    const liquid = new Liquid();
    const template = liquid.parse(LIQUID);
    return (documents) => documents.map((document) => liquid.renderSync(template, document as object));
  },
  comparedWith: 'liquidjs 10.30.1',
  limitedBy: 'the library walks the template by generators',
};
