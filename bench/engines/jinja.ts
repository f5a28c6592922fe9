import { Template } from '@huggingface/jinja';
import type { EngineRow } from '../engine-row.ts';
import { LIQUID, tickets } from '../fixtures/prompt.ts';

export const row: EngineRow = {
  engine: 'jinja',
  what: 'a prompt of five lines',
  files: { 'prompt.jinja': LIQUID },
  options: { trim_blocks: true },
  documents: tickets,
  bare() {
    const template = new Template(LIQUID);
    return (documents) => documents.map((document) => template.render(document as Record<string, unknown>));
  },
  comparedWith: '@huggingface/jinja 0.5.11',
  limitedBy: 'the library wraps every value of the document before it renders',
};
