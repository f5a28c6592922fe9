/** JSON Lines: one JSON value a line. */
import { countNewlines, lineOf } from '../../bytes.ts';
import type { Format } from '../format.ts';
import { arrived } from './arrived.ts';
import { reader } from './reader.ts';

export const jsonl: Format = {
  id: 'jsonl',
  name: 'JSON Lines',
  extensions: ['jsonl', 'ndjson'],
  compressed: 'outside',
  needs: { addons: false },
  options: {},
  reader,
  arrived,
  entry: ({ compression }) => (compression === 'none' ? 'anywhere' : 'start'),
  counter: () => (chunk) => countNewlines(chunk, 0, chunk.length),
  // A plain file is entered in the middle, where no one has counted the lines before.
  lineOf,
};
