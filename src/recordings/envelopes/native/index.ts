/** Weir's own records, in which each part stands under its own name. They need no opening. */
import { compileRecord } from '../../record.ts';
import type { Envelope, PartPointers } from '../envelope.ts';

/** Where native records hold their parts, and so the records that come out of every envelope. */
export const nativeParts = {
  input: '/input',
  output: '/output',
  label: '/label',
  id: '/id',
  time: '/time',
  weight: '/weight',
  value: '/value',
  lacks: '/lacks',
} as const satisfies PartPointers;

export const native: Envelope = {
  id: 'native',
  about: 'records as in record.schema.json, whose members need no pointers.',
  container: { otherwise: 'jsonl' },
  parts: nativeParts,
  options: {},
  recognise: (records) => records.length > 0 && records.every((record) => toRequest(record).request !== undefined),
};

const toRequest = compileRecord({
  name: '',
  files: '',
  range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
  ...nativeParts,
});
