import { evaluate, unaryTest } from 'feelin';
import { type EngineRow, payments } from '../engine-row.ts';

/** Six columns of tests, and what is decided; the first row that applies decides. */
const COLUMNS = ['amount', 'velocity.hour', 'customer.disputes', 'customer.tier', 'country', 'currency'];
const ROWS: readonly (readonly [cells: readonly string[], decision: string])[] = [
  [['> 4900', '-', '-', '-', '-', '-'], 'block'],
  [['-', '-', '>= 2', '-', '-', '-'], 'review'],
  [['-', '> 7', '-', '-', '-', '-'], 'review'],
  [['[3000..4900]', '-', '-', '"new", "basic"', '"BR", "US"', '-'], 'review'],
  [['-', '-', '-', '-', '-', '"SEK"'], 'convert'],
  [['< 50', '-', '-', '-', '-', '-'], 'small'],
  [['-', '-', '-', '"gold"', '-', '-'], 'fast'],
  [['-', '-', '-', '-', '-', '-'], 'accept'],
];

const escaped = (text: string): string => text.replaceAll('<', '&lt;');
const INPUTS = ['amount', 'velocity', 'customer', 'country', 'currency'];

const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="payments" namespace="urn:payments">
${INPUTS.map((name) => `<inputData id="${name}" name="${name}"><variable name="${name}"/></inputData>`).join('\n')}
<decision id="decision" name="decision">
${INPUTS.map((name) => `<informationRequirement><requiredInput href="#${name}"/></informationRequirement>`).join('\n')}
<decisionTable hitPolicy="FIRST">
${COLUMNS.map((column) => `<input><inputExpression><text>${column}</text></inputExpression></input>`).join('\n')}
<output/>
${ROWS.map(([cells, decision]) => `<rule>${cells.map((cell) => `<inputEntry><text>${escaped(cell)}</text></inputEntry>`).join('')}<outputEntry><text>"${decision}"</text></outputEntry></rule>`).join('\n')}
</decisionTable></decision></definitions>`;

export const row: EngineRow = {
  engine: 'dmn',
  what: 'eight rows, six inputs',
  files: { 'payments.dmn': model },
  documents: payments,
  bare: () => (documents) => documents.map((document) => decide(document as Record<string, unknown>)),
  comparedWith: 'feelin 8.2.0, asked for each cell until a row applies',
  limitedBy: 'FEEL for each input; the library parses each text anew, Weir once',
};

function decide(document: Record<string, unknown>): unknown {
  const values = COLUMNS.map((column) => evaluate(column, document).value);
  const found = ROWS.find(([cells]) => cells.every((cell, at) => unaryTest(cell, { '?': values[at] }).value === true));
  return found?.[1] ?? null;
}
