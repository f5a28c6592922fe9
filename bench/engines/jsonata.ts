import jsonata from 'jsonata';
import { type EngineRow, payments } from '../engine-row.ts';

const text = `amount > 4900 ? "block"
  : velocity.hour > 7 ? "review"
  : country in ["BR", "US"] and amount > 3000 ? "review"
  : amount < 50 ? "small"
  : customer.tier = "gold" ? "fast" : "accept"`;

export const row: EngineRow = {
  engine: 'jsonata',
  what: 'six conditions',
  files: { 'rules.jsonata': text },
  documents: payments,
  bare() {
    const expression = jsonata(text);
    return async (documents) => {
      const results: unknown[] = [];
      for (const document of documents) results.push(await expression.evaluate(document));
      return results;
    };
  },
  comparedWith: 'jsonata 2.2.2',
  limitedBy: 'the library waits at every node of the expression',
};
