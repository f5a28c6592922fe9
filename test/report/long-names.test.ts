/** However long names are, the numbers beside them stay whole, and a place in a file can be opened or copied. */
import { describe, expect, test } from 'vitest';
import { renderMarkdown, renderTitle } from '../../src/report/markdown.ts';
import type { Measure, OutputReport } from '../../src/report/report.generated.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { distance, pipeline, report, share } from './fixtures.ts';

function reportOf(length: number) {
  const long = (name: string) => name + '_of_the_customer_over_thirty_days'.repeat(20).slice(0, length - name.length);
  const output = (name: string, value: number, verdict: Measure['verdict']): OutputReport => ({
    name: long(name),
    kind: 'category',
    at: '/x',
    measures: {
      changed: share(value, { limit: 0.01, limitText: '1%', verdict, records: value * 200_000 }),
      psi: distance(0.3, { limit: 0.2, limitText: '0.2', verdict }),
    },
    transitions: [{ base: `"${long('none')}"`, head: '"b"', records: 8200 }],
    distribution: { base: { counts: { '"b"': 8200 } }, head: { counts: { '"b"': 16_400 } } },
  });
  const path = `schemas/${long('flight')}.schema.json`;
  const edit = { ...report().edits[0]!, artifact: path, lines: [4, 4] as [number, number] };
  const one = pipeline({
    name: long('delay'),
    verdict: 'fail',
    owners: [long('@acme/a'), '@acme/b'],
    outputs: [output('tier', 0.041, 'fail'), output('class', 0.02, 'fail')],
    reasons: [`${long('tier')}.changed is 4.1 % and its limit 1 %: 8,200 of 200,000 records`],
    outcomes: [{ side: 'head', outcome: 'rejected', artifact: path, reason: '/x must be integer', records: 120 }],
    malformed: [{ file: `traffic/${long('day')}.jsonl`, line: 17, message: 'not JSON' }],
    records: { recorded: 200_000, read: 200_000, replayed: 199_999, unreplayable: 0, malformed: 1 },
  });
  const places = [`${path}:4`, `traffic/${long('day')}.jsonl:17`];
  return { shown: report({ verdict: 'fail', edits: [edit], pipelines: [one] }), path, places };
}

test('a name of usual length stays whole, and a remark without room beside it stands below', () => {
  const measures = {
    changed: share(0.0097, {
      limit: 0.01,
      limitText: '1%',
      verdict: 'inconclusive',
      low: 0.0085,
      high: 0.0112,
      interval: 'anytime',
      needed: 118_000,
    }),
  };
  const output: OutputReport = {
    name: 'velocity_1h',
    kind: 'category',
    at: '/x',
    measures,
    transitions: [],
    distribution: { base: {}, head: {} },
  };
  const text = renderTerminal(report({ pipelines: [pipeline({ verdict: 'inconclusive', outputs: [output] })] }), {
    colour: false,
    width: 80,
  });
  expect(text).toMatch(
    /\? {2}velocity_1h\.changed {2}0\.97 % \(0\.85 % to 1\.12 %\) {2}1 %\n {5}118,000 records would decide\n/,
  );
});

describe.each([30, 90, 250])('names of %i characters', (length) => {
  const { shown, path, places } = reportOf(length);
  const [name] = shown.pipelines.map((one) => one.name);
  const title = renderTitle(shown);
  const lines = renderTerminal(shown, { colour: false, width: 80 }).split('\n');
  const markdown = renderMarkdown(shown, { way: 'app' });

  test('leave title and reasons their numbers and the measure that is meant', () => {
    expect(title).toMatch(/\.changed 4\.1 % \(limit 1 %\)$/);
    expect(markdown).toMatch(/^- tier\S+\.changed is 4\.1 % and its limit 1 %: 8,200 of 200,000 records$/m);
    expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toContain('4.1 % and its limit 1 %: 8,200 of 200,000 records');
  });

  test('leave each row of the limits its number, its limit and what tells it from the others', () => {
    const rows = lines.filter((line) => /^ {2}✖ {2}/.test(line));
    expect(rows.map((row) => /^\s*✖\s+\S*(changed|psi)\s+(\S+(?: %)?) {2,}(\S+(?: %)?)/.exec(row)?.slice(1))).toEqual([
      ['changed', '4.1 %', '1 %'],
      ['changed', '2 %', '1 %'],
      ['psi', '0.3', '0.2'],
      ['psi', '0.3', '0.2'],
    ]);
    const table = [...markdown.matchAll(/^\| ✖ \| `\w*…?\w*\.?(changed|psi)` \| (.*?) \| (.*?) \|/gm)];
    expect(table.map((row) => row.slice(1))).toEqual([
      ['changed', '4.1 %', '1 %'],
      ['changed', '2 %', '1 %'],
      ['psi', '0.3', '0.2'],
      ['psi', '0.3', '0.2'],
    ]);
  });

  test('never leave half a number of records', () => {
    const counts = lines
      .filter((line) => /^ {2}[✖✔] {2}/.test(line))
      .map((line) => /([\d.,]+)(?: records| …)?$/.exec(line)?.[1]);
    for (const count of counts) expect(['8,200', '4,000', '0', '0.2', undefined]).toContain(count);
  });

  test('leave places whole, each on one line of the terminal and in one piece of the markdown', () => {
    for (const place of [...places, path]) expect(lines.some((line) => line.includes(place))).toBe(true);
    for (const place of places) expect(markdown).toContain(`\`${place}\``);
  });

  test('leave owners and what has to be typed', () => {
    expect(markdown).toContain('`@acme/b`');
    expect(markdown).toContain(`/weir approve ${length > 200 ? 'all' : name} <reason>`);
  });
});
