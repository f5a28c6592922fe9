/** CSV: one row a record, column names in the first line. How it is written is found out for all files together. */
import type { RecordingFile } from '../../reader.ts';
import type { Format } from '../format.ts';
import { describeTables } from './describe.ts';
import { csvFacts, csvWarnings } from './facts.ts';
import { canBeEntered, formOf } from './form.ts';
import { options } from './options.ts';
import { proposeTypes } from './propose.ts';
import { reader } from './reader.ts';

export const csv: Format = {
  id: 'csv',
  name: 'CSV',
  extensions: ['csv'],
  compressed: 'outside',
  needs: { addons: false },
  options,
  reader,
  entry,
  count({ file, start, stripe }) {
    const form = formOf(file);
    if (!form) return undefined;
    return start === form.start.position || stripe.of > 1 ? form.records / stripe.of : 0;
  },
  describe: describeTables,
  facts: csvFacts,
  propose: proposeTypes,
  warnings: csvWarnings,
  common: true,
};

function entry(file: RecordingFile): 'anywhere' | 'start' {
  const form = formOf(file);
  return form && canBeEntered(file, form) ? 'anywhere' : 'start';
}
