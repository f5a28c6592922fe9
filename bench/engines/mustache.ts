import Mustache from 'mustache';
import type { EngineRow } from '../engine-row.ts';
import { MUSTACHE, tickets } from '../fixtures/prompt.ts';

export const row: EngineRow = {
  engine: 'mustache',
  what: 'a prompt of five lines',
  files: { 'prompt.mustache': MUSTACHE },
  documents: tickets,
  bare() {
    const writer = new Mustache.Writer();
    return (documents) =>
      documents.map((document) =>
        writer.render(MUSTACHE, new Mustache.Context(document as object), undefined, { escape: String }),
      );
  },
  comparedWith: 'mustache 4.2.0',
  limitedBy: 'names are looked up through each scope, of own members alone',
};
