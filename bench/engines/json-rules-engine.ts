import { Engine, type RuleProperties } from 'json-rules-engine';
import { type EngineRow, payments } from '../engine-row.ts';

const rules: readonly RuleProperties[] = [
  { conditions: { all: [{ fact: 'amount', operator: 'greaterThan', value: 4900 }] }, event: { type: 'block' } },
  {
    conditions: {
      any: [
        { fact: 'velocity', path: '$.hour', operator: 'greaterThan', value: 7 },
        { fact: 'country', operator: 'in', value: ['BR', 'US'] },
      ],
    },
    event: { type: 'review' },
  },
];

export const row: EngineRow = {
  engine: 'json-rules-engine',
  what: 'two rules, three facts',
  files: { 'rules.json': JSON.stringify(rules) },
  documents: payments,
  bare() {
    const engine = new Engine([...structuredClone(rules)]);
    return async (documents) => {
      const results: unknown[] = [];
      for (const document of documents) {
        const { events } = await engine.run(document as Record<string, unknown>);
        // They come as they fire.
        results.push({ events: events.map(({ type }) => ({ type })).sort((a, b) => (a.type < b.type ? -1 : 1)) });
      }
      return results;
    };
  },
  comparedWith: 'json-rules-engine 7.3.1',
  limitedBy: 'the library makes a fact of every member of a document, and waits for each',
};
