import { native } from '../../../src/recordings/envelopes/native/index.ts';
import { itOpens } from './contract.ts';

const records = [
  {
    input: { delay: 214 },
    output: 'short',
    label: 'short',
    id: 1,
    time: '2026-03-01T08:15:00Z',
    weight: 20,
    value: 431.5,
    lacks: ['/delay'],
  },
  { input: { delay: 3 } },
];

// What is unusable in a native record is told by its pointers, as in any other.
itOpens({ envelope: native, raw: records, records, unusable: [] });
