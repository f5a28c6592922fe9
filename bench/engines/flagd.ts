import { FlagdCore } from '@openfeature/flagd-core';
import { type EngineRow, payments } from '../engine-row.ts';

const file = JSON.stringify({
  flags: {
    checkout: {
      state: 'ENABLED',
      variants: { on: true, off: false },
      defaultVariant: 'off',
      targeting: {
        if: [
          { in: [{ var: 'country' }, ['DE', 'FR']] },
          { fractional: [{ cat: [{ var: 'amount' }, ''] }, ['on', 20], ['off', 80]] },
        ],
      },
    },
  },
});

export const row: EngineRow = {
  engine: 'flagd',
  what: 'a flag with a country and a fraction',
  files: { 'flags.json': file },
  documents: payments,
  bare() {
    const core = new FlagdCore();
    core.setConfigurations(file);
    return (documents) =>
      documents.map((document) => ({
        checkout: core.resolveBooleanEvaluation('checkout', false, document as Record<string, never>).value,
      }));
  },
  comparedWith: '@openfeature/flagd-core 4.0.1',
  limitedBy: 'the library copies the context and asks the clock for each flag',
};
