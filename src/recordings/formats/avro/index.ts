/** Avro's object container files: a schema, then blocks of records. */
import type { Format } from '../format.ts';
import { reader } from './reader.ts';

export const avro: Format = {
  id: 'avro',
  name: 'Avro',
  extensions: ['avro'],
  compressed: 'inside',
  needs: { addons: false },
  options: {},
  reader,
  numbered: true,
  entry: () => 'groups',
  count: ({ start, end }) => end - start,
};
