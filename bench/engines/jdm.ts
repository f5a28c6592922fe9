import { ZenEngine } from '@gorules/zen-engine';
import { type EngineRow, payments } from '../engine-row.ts';

const COLUMNS = ['amount', 'velocity.hour', 'customer.tier', 'country'];
const ROWS = [
  ['> 4900', '', '', '', 'block'],
  ['', '> 7', '', '', 'review'],
  ['[3000..4900]', '', '"new", "basic"', '"BR", "US"', 'review'],
  ['< 50', '', '', '', 'small'],
  ['', '', '"gold"', '', 'fast'],
  ['', '', '', '', 'accept'],
];

const table = {
  hitPolicy: 'first',
  inputs: COLUMNS.map((field, at) => ({ id: `i${at}`, name: field, field })),
  outputs: [{ id: 'o', name: 'decision', field: 'decision' }],
  rules: ROWS.map((cells, at) => ({
    _id: `r${at}`,
    ...Object.fromEntries(COLUMNS.map((_, column) => [`i${column}`, cells[column]])),
    o: `"${cells.at(-1)}"`,
  })),
};
const graph = {
  nodes: [
    { id: 'in', type: 'inputNode', name: 'request' },
    { id: 'table', type: 'decisionTableNode', name: 'Payments', content: table },
  ],
  edges: [{ id: 'e', type: 'edge', sourceId: 'in', targetId: 'table' }],
};

export const row: EngineRow = {
  engine: 'jdm',
  what: 'six rows, four inputs',
  files: { 'payments.json': JSON.stringify(graph) },
  documents: payments,
  bare() {
    const decision = new ZenEngine().createDecision(graph);
    return async (documents) =>
      (await Promise.all(documents.map((document) => decision.evaluate(document)))).map(({ result }) => result);
  },
  comparedWith: '@gorules/zen-engine 0.52.1, as many under way',
  perSecond: 20_000,
  limitedBy: 'a document goes to native code and back, as JSON',
};
