import { type EngineRow, payments } from '../engine-row.ts';

const table = `hit: first,amount,velocity.hour,customer.tier,country,out: decision
,> 4900,,,,block
,,> 7,,,review
,[3000..4900],,"new, basic","BR, US",review
,< 50,,,,small
,,,gold,,fast
default,,,,,accept
`;

interface Payment {
  readonly amount: number;
  readonly velocity: { readonly hour: number };
  readonly customer: { readonly tier: string };
  readonly country: string;
}

export const row: EngineRow = {
  engine: 'decision-table',
  what: 'five rows, four inputs',
  files: { 'table.csv': table },
  documents: payments,
  bare: () => (documents) => documents.map((document) => decide(document as Payment)),
  isShownOnly: true,
  comparedWith: 'the same conditions written by hand in JavaScript',
  limitedBy: 'a function for each cell that has a test; by hand they are one',
};

function decide({ amount, velocity, customer, country }: Payment): string {
  if (amount > 4900) return 'block';
  if (velocity.hour > 7) return 'review';
  const isRisky = (customer.tier === 'new' || customer.tier === 'basic') && (country === 'BR' || country === 'US');
  if (amount >= 3000 && amount <= 4900 && isRisky) return 'review';
  if (amount < 50) return 'small';
  return customer.tier === 'gold' ? 'fast' : 'accept';
}
