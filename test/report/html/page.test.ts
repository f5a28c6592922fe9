import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy, renderHtml } from '../../../src/report/html/page.ts';
import { script } from '../../../src/report/html/script.ts';
import { renderJson } from '../../../src/report/json.ts';
import type { Report } from '../../../src/report/report.generated.ts';
import { attacks, poisoned } from './hostile.ts';
import { compensation, everything, exact, failing, fifty, sources, unaffected } from './reports.ts';

const schema = JSON.parse(readFileSync(new URL('../../../schemas/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv2020({ allErrors: true }).compile(schema);
const page = renderHtml(failing, { sources });
const { document } = parseHTML(page);
const all = (selector: string) => [...document.querySelectorAll(selector)];
const texts = (selector: string) => all(selector).map((element) => element.textContent?.replace(/\s+/g, ' ').trim());

/** A row of the table with this caption, by the text of its header. */
function row(caption: string, header: string): (string | undefined)[] {
  const tables = all('table').filter((one) => one.querySelector('caption')?.textContent === caption);
  const rows = tables.flatMap((table) => [...table.querySelectorAll('tbody tr')]);
  const found = rows.find((one) => one.querySelector('th')?.textContent === header);
  return [...(found?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent?.trim());
}

const docs = 'https://github.com/weir-bot/weir/blob/main/docs/';

describe('the file', () => {
  test('asks for nothing from anywhere', () => {
    // Its own documentation may be followed by hand; nothing is loaded.
    const markup = page.replace(/<script>[\s\S]*?<\/script>/, '').replaceAll(docs, '#');
    expect(markup).not.toMatch(
      /https?:|\/\/[a-z]|@import|url\((?!#)|<(script|link|img|iframe|object|embed|form|base)\b| src=/i,
    );
    expect(script).not.toMatch(/fetch|XMLHttpRequest|import|WebSocket|sendBeacon|\beval\b|Function\(|innerHTML/);
    expect(all('a').every((link) => /^#/.test((link.getAttribute('href') ?? '').replace(docs, '#')))).toBe(true);
  });

  test('allows nothing but its own style sheet and script, named by their hashes', () => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';
    const sheet = /<style>([\s\S]*)<\/style>/.exec(page)?.[1] ?? '';
    const code = /<script>([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const hash = (text: string) => createHash('sha256').update(text).digest('base64');
    expect(policy).toBe(
      `default-src 'none'; style-src 'sha256-${hash(sheet)}'; script-src 'sha256-${hash(code)}'; base-uri 'none'; form-action 'none'`,
    );
    expect(contentSecurityPolicy).toBe(policy);
    expect(page).not.toMatch(/ style=| on[a-z]+=/);
  });

  test('has the same bytes for the same report', () => {
    expect(renderHtml(structuredClone(failing), { sources })).toBe(page);
  });

  test.each([5, 20, 50])('of fifty pipelines, %i of which do not pass, stays under a megabyte', (bad) => {
    const long = renderHtml(fifty(bad), { sources });
    expect(Buffer.byteLength(long)).toBeLessThan(1_000_000);
    const { document: parsed } = parseHTML(long);
    expect(parsed.querySelectorAll('article.pipeline').length).toBe(50);
    expect(parsed.querySelectorAll('.map [href^="#pipeline-"]').length).toBeLessThan(30);
    const ids = new Set([...parsed.querySelectorAll('[id]')].map(({ id }) => id));
    for (const link of parsed.querySelectorAll('.map a')) expect(ids).toContain(link.getAttribute('href')?.slice(1));
  });

  test.each(Object.entries({ everything, failing, unaffected, fifty: fifty(20) }))(
    'is made of a report that the schema allows: %s',
    (_name, report) => {
      validate(JSON.parse(renderJson(report)));
      expect(validate.errors).toBeNull();
    },
  );

  test('lists at most forty segments of a kind', () => {
    const [first] = compensation.segments;
    const segments = Array.from({ length: 100 }, (_, value) => ({ ...first!, value: `"A${value}"` }));
    const long = renderHtml({ ...failing, pipelines: [{ ...compensation, segments }] });
    expect(parseHTML(long).document.querySelectorAll('.with-bar').length).toBe(40 * 2);
    expect(long).toContain('60 more are in the JSON report.');
  });
});

describe('segments in which nothing changed', () => {
  const [first] = compensation.segments;
  const still = first!.outputs.map(({ name }) => ({ name, measures: { changed: exact(0) } }));
  const rooms = (pipeline: Partial<typeof compensation>) => {
    const segments = ['"JFK"', '"SFO"'].map((value) => ({ ...first!, value, outputs: still }));
    const page = renderHtml({ ...failing, pipelines: [{ ...compensation, segments, ...pipeline }] });
    return [...parseHTML(page).document.querySelectorAll('.room')].find(
      (one) => one.querySelector('h3')?.textContent === 'Where it moved',
    );
  };

  test('are a sentence, and no table of zeros', () => {
    const outputs = compensation.outputs.map((one) => ({ ...one, transitions: [], measures: { changed: exact(0) } }));
    const room = rooms({ outputs });
    expect(room?.querySelector('table')).toBeNull();
    expect(room?.textContent).toContain(
      `Nothing changed in any of the 2 segments by ${first!.pointer} in what was replayed.`,
    );
    expect(room?.textContent).not.toContain('What did change');
  });

  test('where something did, say where that is', () => {
    expect(rooms({})?.textContent).toContain('What did change is in records of no segment that is told apart.');
  });

  test('leave the outputs alone that changed elsewhere', () => {
    const [tier, ...others] = still;
    const segments = [{ ...first!, outputs: [{ ...tier!, measures: { changed: exact(0.1) } }, ...others] }];
    const room = rooms({ segments });
    expect([...room!.querySelectorAll('th code')].map(({ textContent }) => textContent)).toEqual([
      first!.pointer,
      tier!.name,
    ]);
  });
});

describe('pictures of segments', () => {
  const [first] = compensation.segments;
  const many = Array.from({ length: 30 }, (_, at) => ({ ...first!, value: `"A${at}"`, records: 100 + at }));
  const templates = (report: Report) => {
    const { document: parsed } = parseHTML(renderHtml(report));
    return [...parsed.querySelectorAll('template')];
  };
  const names = (report: Report) => [...new Set(templates(report).map((one) => one.getAttribute('data-segment')))];

  test('are of the six most moved segments of a pointer and the six largest', () => {
    const report = { ...failing, pipelines: [{ ...compensation, segments: many }] };
    expect(names(report).map(Number)).toEqual([0, 1, 2, 3, 4, 5, 29, 28, 27, 26, 25, 24]);
    // Sentence, distribution and flows of two outputs.
    expect(templates(report)).toHaveLength(12 * 2 * 3);
  });

  test('are of the four worst pipelines', () => {
    const pipelines = Array.from({ length: 6 }, (_, at) => ({ ...compensation, name: `p${at}` }));
    const { document: parsed } = parseHTML(renderHtml({ ...failing, pipelines }));
    const having = [...parsed.querySelectorAll('article')].filter((one) => one.querySelector('template'));
    expect(having).toHaveLength(4);
  });

  test('go before anything else does where the page would be too large', () => {
    const pointers = Array.from({ length: 20 }, (_, at) => `/field-${at}`);
    const segments = pointers.flatMap((pointer) => many.slice(0, 13).map((one) => ({ ...one, pointer })));
    const page = renderHtml({ ...failing, pipelines: [{ ...compensation, segments }] });
    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
    const { document: parsed } = parseHTML(page);
    expect(parsed.querySelectorAll('.hit, .chart title').length).toBeGreaterThan(0);
    expect(parsed.querySelectorAll('tr[data-values]').length).toBe(20 * 13);
    expect(names({ ...failing, pipelines: [{ ...compensation, segments }] }).length).toBeLessThan(20 * 12);
  });

  test('say what they are of, and what rarer numbers they leave out', () => {
    const bins = [{ low: 0, high: 0, weight: 90 }];
    const outputs = [
      {
        name: 'amount',
        measures: { changed: exact(0.1, { records: 10 }) },
        transitions: [],
        transitionsLeftOut: 3,
        distribution: { base: { bins, counts: { other: 10 } }, head: { bins } },
      },
    ];
    const segments = [{ pointer: '/origin', value: '"JFK"', records: 100, outputs }];
    const [lead, distribution, flows] = templates({ ...failing, pipelines: [{ ...compensation, segments }] }).map(
      (one) => one.innerHTML,
    );
    expect(lead).toContain('10 % changed, 10 of 100 records.');
    expect(distribution).toContain('Distribution of amount where /origin = JFK');
    expect(distribution).toContain('Not drawn: numbers of fewer than 10 records, 10 % at base and 0 % at head.');
    expect(flows).toContain('No change here has 10 records or more.');
  });
});

describe('the content', () => {
  test('opens with the verdict, its headline and the reasons', () => {
    expect(texts('header .verdict')).toEqual(['Fail']);
    expect(texts('h1')).toEqual([
      'delay-compensation: amount.mean_ratio +38.2 % (limit 2 %); 1 cannot be judged yet, 1 passes',
    ]);
    expect(texts('.reasons li')[0]).toContain('tier.changed is 4.1 % and its limit 1 %');
  });

  test('warns before the numbers that base is not production', () => {
    expect(texts('.notes li')[0]).toContain('delay-forecast: Base answers otherwise than production did on 3.4 %');
  });

  test('says who owns what and what is nearest to its limit', () => {
    expect(row('Affected pipelines', 'delay-compensation')).toEqual([
      'Fail',
      '@acme/claims, @acme/pricing',
      'config/compensation.yaml, rules/compensation.json',
      'amount.mean_ratio',
      '+38.2 %',
      '2 %',
      '200,000',
    ]);
    expect(texts('section > p').some((text) => text === 'Unaffected: crew-roster.')).toBe(true);
  });

  test('says who approved what fails, and why, as text', () => {
    const approval = { by: 'octo-owner', reason: 'new <b>tariff</b>', at: '2026-07-01T09:30:00Z' };
    const pipelines = [{ ...compensation, approval }];
    const { document: approved } = parseHTML(renderHtml({ ...failing, verdict: 'pass', pipelines }));
    const sentence = 'Approved by @octo-owner on 2026-07-01: new <b>tariff</b>';
    expect(approved.querySelector('.approval')?.textContent).toBe(sentence);
    expect(approved.querySelector('.reasons .reason')?.textContent).toBe(sentence);
    expect(approved.querySelector('h1')?.textContent).toBe(
      'delay-compensation: amount.mean_ratio +38.2\u00a0% (limit 2\u00a0%); approved by octo-owner',
    );
  });

  test('shows what changed on which line', () => {
    expect(texts('.edit')[0]).toMatch(/^1180 became 120 riskyline 2 · \/minutes/);
    expect(texts('.source .line.base')).toEqual(['2−minutes: 180', '7− { "<": [{ "var": "distance" }, 2175] },']);
    expect(texts('.source .line.head')).toEqual([
      '94 %2+minutes: 120',
      '6.1 %7+ { "<": [{ "var": "distance" }, 2485] },',
    ]);
  });

  test('sets each measure against its limit', () => {
    expect(row('Measures against their limits', 'tier.changed')).toEqual([
      'Fail',
      '4.1 %8,200 records',
      '1 %',
      '',
      'exact',
    ]);
    expect(row('Measures against their limits', 'minutes.mean').at(-1)).toBe('+3.9 to +4.5, approximate');
    expect(page).toContain('about 118,000 records would decide');
  });

  test('gives the numbers of each picture', () => {
    expect(row('Distribution of tier', 'short')).toEqual(['4.31 %', '6.75 %', '+2.44 points']);
    expect(row('What became what in amount', '600')).toEqual(['400', '494', '62 k']);
    expect(row('Mean and percentiles of minutes', 'head')).toEqual(['13.3', '9', '70', '126']);
  });

  test('puts the most moved segment first', () => {
    const table = all('table').find((one) => one.querySelector('caption')?.textContent === 'Share changed by /origin');
    expect([...(table?.querySelectorAll('tbody th') ?? [])].slice(0, 3).map((cell) => cell.textContent)).toEqual([
      'ORD',
      'JFK',
      'EWR',
    ]);
    expect(row('Share changed by /origin', 'SFO')).toEqual(['7,350', '5.02 %', '4.31 %']);
  });

  test('says how sure it is', () => {
    expect(page).toContain('for this recording every number is exact');
    const stopped = 'The replay stopped after 41,000 of 1,000,000 records, which it read in a random order (seed 7).';
    expect(texts('.prose > p').some((text) => text?.startsWith(stopped))).toBe(true);
    expect(texts('.prose > p')).toContain('1,000 records could not be replayed (2.38 %).');
    expect(texts('.prose > p')).toContain('12 records could not be read (< 0.01 %).');
  });

  test('ends with the command that gives the same numbers and what made them', () => {
    expect(texts('.command')).toEqual([failing.command]);
    expect(texts('footer dd')).toEqual([
      failing.base,
      failing.head,
      '.github/weir.yml of base',
      '7',
      'What the measures mean',
      'weir 0.1.0',
    ]);
  });

  test('of a report without pipelines says that nothing depends on the change', () => {
    expect(renderHtml(unaffected)).toContain('<h1>Nothing that any pipeline depends on changed in meaning</h1>');
  });
});

describe('with everything that a report can say', () => {
  const { document } = parseHTML(renderHtml(everything, { sources }));
  const all = (selector: string) => [...document.querySelectorAll(selector)];
  const texts = (selector: string) => all(selector).map((element) => element.textContent?.replace(/\s+/g, ' ').trim());

  test('its parts stand in the order in which a reader needs them', () => {
    expect(texts('h2')).toEqual([
      'What to do next',
      'Before the numbers',
      'Who is affected',
      'What changed',
      'delay-compensation',
      'delay-forecast',
      'claims-reserve',
      'loyalty-points',
      'How to reproduce this',
      'Approvals',
    ]);
    expect(texts('#pipeline-1 > .room h3')).toEqual([
      'Limits',
      'amount',
      'tier',
      'Which edit did it',
      'Where it moved',
      'Where to look',
      'What has no result',
      'How sure we are',
    ]);
  });

  test('the owners who have to act are named under the verdict, those who approved are not', () => {
    expect(texts('.actors')).toEqual(['@acme/claims, @acme/pricing and @acme/operations have to act.']);
  });

  test('the map leads from each edited file through its pipelines to what their outputs do and whom it concerns', () => {
    expect(texts('.map .node')).toEqual([
      'config/compensation.yaml 1 edit',
      'rules/compensation.json 1 edit',
      'schemas/booking.schema.json 1 edit',
      'delay-compensation Fail',
      'delay-forecast Inconclusive',
      'claims-reserve Fail, approved',
      'loyalty-points Pass',
      'amount Fail · mean_ratio +38.2 %',
      'tier Fail · changed 4.1 %',
      'minutes 21.2 % changed',
      'points Fail · changed 1.2 %',
      'points 0.4 % changed',
      '@acme/claims has to act',
      '@acme/pricing has to act',
      '@acme/operations has to act',
      '@acme/finance nothing to do',
      '@acme/loyalty nothing to do',
    ]);
    // 2 + 1 + 1 + 1 files to pipelines, 5 outputs, 2 × 2 + 1 + 1 + 1 to owners.
    expect(all('.map .link').length).toBe(5 + 5 + 7);
  });

  test('beside an edited line stands its part of the measure nearest to its limit, in the caption all of them', () => {
    expect(texts('.source .effect').filter(Boolean)).toEqual(['95 %', '5.4 %']);
    expect(texts('#edit-2 .effects li')).toEqual([
      '+2.07 % of +38.2 % amount.mean_ratio in delay-compensation',
      '0.25 % of 4.1 % tier.changed in delay-compensationlong → medium 0.25 %',
    ]);
  });

  test('edits that overlap are named as a pair', () => {
    expect(texts('.interactions li')).toEqual([
      'edit 1 and edit 2 overlap: together they move tier.changed in delay-compensation by 0.91 points less than the sum of what each does alone.',
    ]);
  });

  test('what waits and what was approved stands at the end', () => {
    const rows = texts('#approvals ~ .scroll tbody tr');
    expect(rows[0]).toContain('Waits for @acme/claims, @acme/pricing');
    expect(rows[0]).not.toContain('/weir approve');
    const { document: byApp } = parseHTML(renderHtml(everything, { sources, way: 'app' }));
    expect(byApp.querySelector('#approvals ~ .scroll tbody tr')?.textContent).toContain(
      'on the pull request: /weir approve delay-compensation',
    );
    expect(rows[2]).toContain('Approved by @octo-finance on 2026-07-01the reserve follows the new threshold');
  });
});

describe('for every reader', () => {
  test('headings descend without a gap', () => {
    const levels = all('h1, h2, h3, h4').map((heading) => Number(heading.localName.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.every((level, index) => index === 0 || level <= levels[index - 1]! + 1)).toBe(true);
  });

  test('every chart has a text in its place and its numbers in a table beside it', () => {
    const charts = all('.chart');
    expect(charts.length).toBeGreaterThan(5);
    for (const chart of charts) {
      expect(chart.getAttribute('role')).toBe('img');
      expect(chart.getAttribute('aria-label')?.length).toBeGreaterThan(20);
      expect(chart.closest('figure')?.querySelector('table')).not.toBeNull();
    }
  });

  test('every table has a caption, headers with a scope and a box to scroll in', () => {
    expect(all('th').every((cell) => ['col', 'row'].includes(cell.getAttribute('scope') ?? ''))).toBe(true);
    for (const table of all('table')) {
      expect(table.querySelector('caption')?.textContent).not.toBe('');
      expect(table.parentElement?.getAttribute('role')).toBe('group');
      expect(table.parentElement?.getAttribute('tabindex')).toBe('0');
    }
  });

  test('every link leads to one place', () => {
    const ids = all('[id]').map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of all('a, use')) {
      const href = link.getAttribute('href') ?? '';
      if (!href.startsWith(docs)) expect(ids).toContain(href.slice(1));
    }
  });

  test('a verdict is a word beside its shape and colour', () => {
    for (const badge of all('.badge')) expect(badge.textContent).toMatch(/^(Pass|Fail|Inconclusive|Unaffected)$/);
  });
});

describe('a hostile report', () => {
  test('leaves the page with the elements and attributes of an honest one', () => {
    const hostileReport = poisoned(failing);
    const texts = new Map([[hostileReport.edits[0]!.artifact, { base: attacks.join('\n'), head: attacks.join('\n') }]]);
    const hostile = renderHtml(hostileReport, { sources: texts });
    const parsed = parseHTML(hostile).document;
    const names = (root: typeof document) =>
      new Set([...root.querySelectorAll('*')].map((element) => element.localName));
    const attributes = (root: typeof document) =>
      new Set([...root.querySelectorAll('*')].flatMap((element) => [...element.attributes].map(({ name }) => name)));
    expect([...names(parsed)].filter((name) => !names(document).has(name))).toEqual([]);
    expect([...attributes(parsed)].filter((name) => !attributes(document).has(name))).toEqual([]);
    expect(
      [...parsed.querySelectorAll('[href]')].every((link) =>
        /^#[a-z]+(-[a-z0-9]+)*(\.md)?$/.test((link.getAttribute('href') ?? '').replace(docs, '#')),
      ),
    ).toBe(true);
    for (const character of ['\u0000', '\u001b', '\u202e']) expect(hostile).not.toContain(character);
    expect(hostile.match(/<script/g)).toHaveLength(1);
    expect(hostile).toContain(`<script>${script}</script>\n</body>`);
  });

  test('with thousands of values stays small', () => {
    const counts = Object.fromEntries(
      Array.from({ length: 1000 }, (_, index) => [`"${'long value '.repeat(20)}${index}"`, 1]),
    );
    const output = { ...compensation.outputs[0]!, distribution: { base: { counts }, head: { counts } } };
    const large = renderHtml({ ...failing, pipelines: [{ ...compensation, outputs: [output] }] });
    expect(large.length).toBeLessThan(200_000);
  });

  test('with nothing in it is still a page', () => {
    const empty = {
      ...compensation,
      outputs: [],
      segments: [],
      measures: {},
      edits: [99],
      attribution: [],
      owners: [],
      outcomes: [],
    };
    const undefinedMeasure = { ...exact(0), value: null, low: null, high: null, interval: 'none' as const, limit: 1 };
    const bare = {
      name: 'x',
      kind: 'text' as const,
      measures: { changed: undefinedMeasure },
      transitions: [],
      distribution: { base: {}, head: {} },
    };
    expect(renderHtml({ ...failing, pipelines: [empty, { ...empty, outputs: [bare] }] })).toContain('no owner named');
  });
});
