/** Example records in reports: only where base's weir.yml says so, bounded, and without what names somebody. */
import { expect, test, vi } from 'vitest';
import { makeDomain, range } from './domains.ts';
import { type Checked, check } from './weir.ts';

vi.setConfig({ testTimeout: 60_000 });

const yml = (examples: string): string => `version: 1
${examples}recordings:
  orders: { files: traffic/t.jsonl, id: /ref }
pipelines:
  fare:
    recording: orders
    steps: [{ rules: rules/r.json, into: /d }]
    outputs: { d: { at: /d, kind: category } }
`;
const rule = (from: number): string => `{ "if": [{ "<": [{ "var": "x" }, ${from}] }, "low", "high"] }\n`;
const records = range(1000).map((x) => JSON.stringify({ ref: `o-${x}`, email: `${x}@example.org`, x: x % 100 }));

function checked(base: string, head = base): Promise<Checked> {
  const files = { 'rules/r.json': rule(50), 'traffic/t.jsonl': `${records.join('\n')}\n`, '.github/weir.yml': base };
  return check(makeDomain(files, { 'rules/r.json': rule(60), '.github/weir.yml': head }).directory, 'change');
}

test('show up to five records of a transition where base says so, the first of the recording', async () => {
  const { report, stdout, json } = await checked(yml('examples: show\n'));
  const [transition] = report.pipelines[0]?.outputs[0]?.transitions ?? [];
  // x is 50 to 59 on these.
  expect(transition?.examples).toEqual(
    [50, 51, 52, 53, 54].map((x) => ({
      id: `o-${x}`,
      input: `{"email":"(hidden)","ref":"o-${x}","x":${x}}`,
    })),
  );
  expect(stdout).toContain('For example, high → low:');
  expect(stdout).toContain('o-50');
  expect(json + stdout).not.toContain('@example.org');
});

test.each([
  ['nobody says so', yml('')],
  ['head alone says so', yml('examples: show\n')],
])('are not shown where %s', async (_, head) => {
  const { json, stdout } = await checked(yml(''), head);
  expect(json).not.toContain('"examples": [');
  expect(stdout).not.toContain('For example');
});
