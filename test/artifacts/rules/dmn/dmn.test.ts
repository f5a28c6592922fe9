import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Artifact, Options, Outcome } from '../../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../../src/artifacts/load.ts';
import { dmn } from '../../../../src/artifacts/rules/dmn/index.ts';
import { ArtifactError } from '../../../../src/errors.ts';
import { bounded } from '../../../../src/replay/stage.ts';

const fees = readFileSync(new URL('fees.dmn', import.meta.url), 'utf8');

function artifact(text: string, options?: Options): Artifact {
  return { path: 'rules/a.dmn', kind: 'rules', files: new Map([['rules/a.dmn', text]]), ...(options && { options }) };
}

async function run(of: Artifact, ...documents: unknown[]): Promise<readonly Outcome[]> {
  return bounded(await dmn.compile(of)).run(documents);
}

/** Values, and reasons of records that break. */
async function results(of: Artifact, ...documents: unknown[]): Promise<unknown[]> {
  return (await run(of, ...documents)).map((outcome) => (outcome.outcome === 'ok' ? outcome.value : outcome.reason));
}

async function mistakes(of: Artifact): Promise<string> {
  const error: unknown = await dmn.compile(of).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ArtifactError);
  return (error as ArtifactError).message;
}

/** A model of these elements, which input data x goes into. */
function model(elements: string, type = 'Any', version = '20230324'): string {
  return `<definitions xmlns="https://www.omg.org/spec/DMN/${version}/MODEL/" name="m" namespace="urn:m">
<inputData id="x" name="x"><variable name="x" typeRef="${type}"/></inputData>
${elements}
</definitions>`;
}

const NEEDS_X = '<informationRequirement><requiredInput href="#x"/></informationRequirement>';

function decision(expression: string, more = ''): string {
  return `<decision id="d" name="D"><variable name="D"/>${NEEDS_X}${more}${expression}</decision>`;
}

function literal(text: string): string {
  return `<literalExpression><text>${text.replaceAll('<', '&lt;')}</text></literalExpression>`;
}

/** Rows that apply to 5: the second, the third and the fourth. */
function table(attributes: string, cells: readonly string[], output = '<output/>'): string {
  const tests = ['&lt; 5', '&lt; 10', '[5..7]', '-'];
  const rows = tests.map(
    (when, at) =>
      `<rule><inputEntry><text>${when}</text></inputEntry><outputEntry><text>${cells[at]}</text></outputEntry></rule>`,
  );
  return `<decisionTable ${attributes}><input><inputExpression><text>x</text></inputExpression></input>${output}${rows.join('\n')}</decisionTable>`;
}

describe('a decision in DMN', () => {
  test('decides what no other decision requires, or what its step names', async () => {
    // By hand: the first row that fits, then fee * 2 + 1.
    const documents = [
      { Amount: 2000, 'Home Country': 'US' },
      { Amount: 2000, 'Home Country': 'DE' },
      { Amount: 100 },
      {},
    ];
    expect(await results(artifact(fees), ...documents)).toEqual([41, 5, 11, 5]);
    expect(await results(artifact(fees, { decision: 'Fee' }), ...documents)).toEqual([20, 2, 5, 2]);
    expect(await mistakes(artifact(fees, { decision: 'Fees' }))).toMatch(
      /:2:1: no decision "Fees"; expected .*"Fee", "Total"/,
    );

    const two = fees
      .replace('<requiredDecision href="#fee"/>', '<requiredInput href="#amount"/>')
      .replace('Fee * 2', 'Amount * 2');
    expect(await mistakes(artifact(two))).toContain(
      '2 decisions that no other requires; expected `decision` in its step, one of "Fee", "Total"',
    );
  });

  test('the params are the input data of that name', async () => {
    const text = model(
      decision(
        literal('params.rate * x'),
        '<informationRequirement><requiredInput href="#p"/></informationRequirement>',
      ).concat('<inputData id="p" name="params"/>'),
    );
    const stage = await dmn.compile(artifact(text));
    expect(await stage.run([{ x: 3 }], { params: { rate: 2 } })).toEqual([{ outcome: 'ok', value: 6 }]);
  });

  // What the rows of each give for 5, by DMN 1.5, 8.2.8.
  test.each([
    ['hitPolicy="FIRST"', 3],
    ['', 'rows 2 and 3 both apply, of which one may'],
    ['hitPolicy="ANY"', 'rows 2 and 3 both apply and give different results'],
    ['hitPolicy="RULE ORDER"', [3, 4, 1]],
    ['hitPolicy="COLLECT"', [3, 4, 1]],
    ['hitPolicy="COLLECT" aggregation="SUM"', 8],
    ['hitPolicy="COLLECT" aggregation="MIN"', 1],
    ['hitPolicy="COLLECT" aggregation="MAX"', 4],
    ['hitPolicy="COLLECT" aggregation="COUNT"', 3],
    ['hitPolicy="PRIORITY"', 4],
    ['hitPolicy="OUTPUT ORDER"', [4, 3, 1]],
  ])('rows under %s', async (attributes, expected) => {
    const output = '<output><outputValues><text>4, 3, 2, 1</text></outputValues></output>';
    const text = model(decision(table(attributes, ['2', '3', '4', '1'], output)), 'number');
    expect(await results(artifact(text), { x: 5 })).toEqual([expected]);
  });

  test('a table gives its default where no row applies, of several outputs an object', async () => {
    const rows =
      '<rule><inputEntry><text>"a","b"</text></inputEntry><outputEntry><text>1</text></outputEntry><outputEntry><text>x</text></outputEntry></rule>';
    const output =
      '<output name="n"><defaultOutputEntry><text>0</text></defaultOutputEntry></output><output name="t"/>';
    const text = `<decisionTable><input><inputExpression><text>x</text></inputExpression></input>${output}${rows}</decisionTable>`;
    expect(await results(artifact(model(decision(text))), { x: 'b' }, { x: 'c' })).toEqual([
      { n: 1, t: 'b' },
      { n: 0, t: null },
    ]);
  });

  // Each by hand for x = [1, 2, 3].
  test.each([
    [
      `<for iteratorVariable="i"><in>${literal('x')}</in><return>${literal('i * count(partial)')}</return></for>`,
      [0, 2, 6],
    ],
    [`<filter><in>${literal('x')}</in><match>${literal('item > 1')}</match></filter>`, [2, 3]],
    [`<some iteratorVariable="i"><in>${literal('x')}</in><satisfies>${literal('i > 2')}</satisfies></some>`, true],
    [`<every iteratorVariable="i"><in>${literal('x')}</in><satisfies>${literal('i > 2')}</satisfies></every>`, false],
    [
      `<conditional><if>${literal('count(x) = 3')}</if><then>${literal('"yes"')}</then><else>${literal('"no"')}</else></conditional>`,
      'yes',
    ],
    [`<list>${literal('x[1]')}${literal('sum(x)')}</list>`, [1, 6]],
    [
      `<relation><column name="a"/><column name="b"/><row>${literal('x[1]')}${literal('x[2]')}</row></relation>`,
      [{ a: 1, b: 2 }],
    ],
    [
      `<context><contextEntry><variable name="first one"/>${literal('x[1]')}</contextEntry><contextEntry>${literal('first one + 1')}</contextEntry></context>`,
      2,
    ],
    [
      `<context><contextEntry><variable name="double"/><functionDefinition><formalParameter name="n"/>${literal('n * 2')}</functionDefinition></contextEntry><contextEntry><variable name="made"/><invocation>${literal('double')}<binding><parameter name="n"/>${literal('x[3]')}</binding></invocation></contextEntry></context>`,
      { made: 6, double: null },
    ],
  ])('a boxed expression: %s', async (expression, expected) => {
    expect(await results(artifact(model(decision(expression))), { x: [1, 2, 3] })).toEqual([expected]);
  });

  test('files of DMN 1.1 to 1.4 are read, too', async () => {
    for (const version of ['20191111', '20211108'])
      expect(await results(artifact(model(decision(literal('x + 1')), 'number', version)), { x: 1 })).toEqual([2]);
    for (const uri of ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', 'http://www.omg.org/spec/DMN/20180521/MODEL/']) {
      const text = model(decision(literal('x + 1')), 'feel:number').replace(/xmlns="[^"]*"/, `xmlns="${uri}"`);
      expect(await results(artifact(text), { x: 1 })).toEqual([2]);
    }
  });

  test('values of JSON become what their types say, and what is of another type fails by the name of its input', async () => {
    const types = `<itemDefinition name="Trip"><itemComponent name="start date"><typeRef>date</typeRef></itemComponent><itemComponent name="legs" isCollection="true"><typeRef>number</typeRef></itemComponent></itemDefinition>`;
    const text = model(
      `${types}${decision(literal('if x = null then "none" else string(x.start date + @"P1D") + "/" + string(sum(x.legs))'))}`,
      'Trip',
    );
    const documents = [
      { x: { 'start date': '2024-02-28', legs: [1, 2] } },
      { x: { 'start date': '2024-02-28', legs: 3 } },
      { x: { 'start date': 'soon' } },
      { x: 'a' },
      {},
    ];
    const wrong = 'the input "x" is not of its type';
    expect(await results(artifact(text), ...documents)).toEqual(['2024-02-29/3', '2024-02-29/3', wrong, wrong, 'none']);
  });

  test('functions of the model, and services, are called; a service can be what is asked', async () => {
    const elements = `<businessKnowledgeModel id="f" name="fact"><encapsulatedLogic><formalParameter name="n" typeRef="number"/>${literal('if n < 2 then 1 else n * fact(n - 1)')}</encapsulatedLogic></businessKnowledgeModel>
<decision id="i" name="inner"><variable name="inner"/>${NEEDS_X}<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>${literal('fact(x)')}</decision>
<decisionService id="s" name="service"><variable name="service"/><outputDecision href="#i"/><inputData href="#x"/></decisionService>
${decision(literal('service(3) + x'), '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>')}`;
    const text = model(elements, 'number');
    expect(await results(artifact(text, { decision: 'D' }), { x: 4 })).toEqual([10]);
    expect(await results(artifact(text, { decision: 'service' }), { x: 4 })).toEqual([24]);
    expect(await results(artifact(text, { decision: 'inner' }), { x: 1e6 })).toEqual([
      'it calls itself without end, or what it works on is nested too deeply',
    ]);
  });

  test('a model that it imports is found by its namespace, and governed with it', async () => {
    const outer = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="o" namespace="urn:o">
<import name="shared" namespace="https://acme.example/fees" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
<decision id="d" name="D"><informationRequirement><requiredDecision href="https://acme.example/fees#fee"/></informationRequirement>${literal('shared.Fee + 1')}</decision>
</definitions>`;
    const files = new Map([
      ['rules/outer.dmn', outer],
      ['shared/fees.dmn', fees],
      ['shared/other.dmn', model('')],
    ]);
    const read = async (path: string) => files.get(path);
    const snapshot = { read, readBytes: async () => undefined };
    const loaded = await loadArtifact(snapshot, 'rules/outer.dmn', dmn, async () => [...files.keys()]);
    expect([...(loaded?.files.keys() ?? [])]).toEqual(['rules/outer.dmn', 'shared/fees.dmn']);
    expect(await results(loaded as Artifact, { Amount: 100 })).toEqual([6]);

    const head = {
      ...(loaded as Artifact),
      files: new Map([...files].map(([path, text]) => [path, text.replace('>5<', '>6<')])),
    };
    expect(dmn.diff(loaded as Artifact, head)).toMatchObject([{ artifact: 'shared/fees.dmn', lines: [25, 25] }]);
  });

  test('the clock is the one that its step names', async () => {
    const text = model(decision(literal('string(today()) + " " + string(now()) + " // now()"')));
    const time = '2026-05-01T12:00:00Z';
    expect(await results(artifact(text, { now: time }), {})).toEqual([`2026-05-01 ${time} // now()`]);
    expect(await run(artifact(text), {})).toMatchObject([
      { outcome: 'unreplayable', reason: expect.stringContaining('`now` in the step') },
    ]);
    expect(await results(artifact(model(decision(literal('"now()" // today()')))), {})).toEqual(['now()']);
  });

  // https://www.omg.org/spec/DMN/1.5/PDF, tables 57 and 75: a duration times or by a number is a duration, one by another a number.
  test.each([
    'duration("P1D") * x',
    'x * duration("P1D")',
    'duration("P1D") / x',
    '-duration("P1D")',
    'duration("P1D") / duration("PT12H")',
    'if duration("P1D") / duration("PT12H") > x then "long" else "short"',
    'for d in [duration("P1D")] return d * x',
  ])('%s, which the library makes null of, cannot be replayed', async (text) => {
    expect(await run(artifact(model(decision(literal(text)))), { x: 2 })).toEqual([
      { outcome: 'unreplayable', reason: expect.stringContaining('a duration') },
    ]);
  });

  test.each([
    ['max("a", "c", "b")', 'c'],
    ['min(["b", "a"])', 'a'],
    ['max(date("2020-01-01"), date("2021-01-01"))', '2021-01-01'],
    ['min(list: [time("10:00:00"), time("09:30:00")])', '09:30:00'],
    ['max(duration("P1D"), duration("PT36H"))', 'P1DT12H'],
    ['max(duration("P1Y"), duration("P13M"))', 'P1Y1M'],
    ['max(1, 3, x)', 3],
    ['min([1, x])', 1],
    ['max(1, "a")', null],
    ['max(duration("P1Y"), duration("P1D"))', null],
    ['max([1, null])', null],
    ['max([])', null],
    ['max(true, false)', null],
    ['max([[1]])', null],
  ])('%s is the greatest or least of what can be compared', async (text, value) => {
    expect(await run(artifact(model(decision(literal(text)))), { x: 2 })).toEqual([{ outcome: 'ok', value }]);
  });

  test('results are JSON: no number that is none, dates as FEEL writes them', async () => {
    const cases = [
      ['x / 0', null],
      ['10 ** 400', null],
      ['@"2024-01-31" + @"P1M"', '2024-02-29'],
      ['{a: @"PT25H", b: function(n) n}', { a: 'P1DT1H', b: null }],
      ['time("10:00:00+00:00")', '10:00:00Z'],
    ] as const;
    for (const [text, expected] of cases)
      expect(await results(artifact(model(decision(literal(text)))), { x: 1 }), text).toEqual([expected]);
    expect(await results(artifact(model(decision(literal('x + 1')))), { x: 2n ** 60n }, { x: 1e308 })).toEqual([
      2 ** 60,
      1e308,
    ]);
  });

  test('what is wrong with a model is said at its line', async () => {
    const broken = [
      ['<decision id="d" name="D">', 'no XML: ', 'truncated'],
      [decision(literal('x +')), 'no FEEL: ', 'an expression'],
      [decision(table('', ['1', '2 +', '3', '4'])), ':4:', 'a cell'],
      [
        decision(table('hitPolicy="BEST"', ['1', '2', '3', '4'])),
        'no hit policy BEST; expected UNIQUE, ANY',
        'a hit policy',
      ],
      [
        decision(literal('1'), '<informationRequirement><requiredDecision href="#d"/></informationRequirement>'),
        'decisions in a loop: "D" requires "D"',
        'a loop',
      ],
      [
        decision(literal('1'), '<informationRequirement><requiredInput href="#y"/></informationRequirement>'),
        '"D" requires #y, which is not there',
        'nothing there',
      ],
      [
        decision('<literalExpression expressionLanguage="urn:groovy"><text>x</text></literalExpression>'),
        'an expression in urn:groovy, of which only FEEL is read',
        'another language',
      ],
      [
        decision(`${'<list>'.repeat(10_000)}${'</list>'.repeat(10_000)}`),
        'nested more than 500 levels deep',
        'deep elements',
      ],
      [decision(literal(`${'('.repeat(10_000)}1${')'.repeat(10_000)}`)), '', 'deep expressions'],
    ] as const;
    for (const [elements, message, name] of broken) {
      const said = await mistakes(artifact(model(elements), { decision: 'D' }));
      expect(said, name).toMatch(/^rules\/a\.dmn:\d+:\d+: /);
      expect(said, name).toContain(message);
    }
    expect(await mistakes(artifact('<definitions xmlns="urn:other"/>'))).toContain(
      'no model in DMN; found `definitions`',
    );
    const bomb = `<!DOCTYPE d [${Array.from({ length: 9 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')}]>`;
    expect(await mistakes(artifact(`${bomb}${fees.replace(/^<\?.*\n/, '')}`))).toContain(
      'a document type, which is not read',
    );
  });

  test('a column beyond entities and comments is the right one', async () => {
    const text = model(decision('<literalExpression><text>x &lt; 5 and\n  x &gt; )</text></literalExpression>'));
    // `)` is what cannot stand there.
    const line = text.split('\n').findIndex((one) => one.includes('x &gt; )')) + 1;
    expect(await mistakes(artifact(text))).toContain(`:${line}:`);
  });

  test('where production runs it already, an expression that does not parse breaks the records that need it', async () => {
    const text = model(decision(table('hitPolicy="FIRST"', ['1', '2 +', '3', '4'])), 'number');
    const stage = await dmn.compile(artifact(text), { inForce: true });
    expect(await stage.run([{ x: 1 }, { x: 8 }])).toMatchObject([{ outcome: 'ok', value: 1 }, { outcome: 'failed' }]);
  });

  test('inspecting says what decides nothing, and whose requirements are not there', async () => {
    expect(await dmn.inspect?.(artifact(fees))).toBeUndefined();
    expect(await dmn.inspect?.(artifact(model('')))).toBe('holds no decision with a table or an expression');
    await expect(dmn.inspect?.(artifact(fees.replace('#fee', '#fees')))).rejects.toThrow(/"Total" requires #fees/);
  });
});

describe('edits of a model', () => {
  function edits(head: string, base = fees) {
    return dmn.diff(artifact(base), artifact(head)).map(({ change, lines, message }) => [change, lines, message]);
  }

  test('are rows and cells of tables, expressions, types and requirements, with their lines', () => {
    expect(edits(fees.replace('[100..1000]', '[50..1000]'))).toEqual([
      ['cell-changed', [23, 23], 'decision "Fee", row 2, Amount: `[100..1000]` became `[50..1000]`'],
    ]);
    expect(edits(fees.replace('>5<', '><'))).toEqual([
      ['cell-changed', [25, 25], 'decision "Fee", row 2, fee: `5` became nothing'],
    ]);
    expect(edits(fees.replace(/ *<rule id="r2">[\s\S]*?<\/rule>\n/, ''))).toEqual([
      ['row-removed', [13, 27], 'decision "Fee", row 2 removed (Amount [100..1000] → fee 5)'],
    ]);
    expect(edits(fees, fees.replace(/ *<rule id="r2">[\s\S]*?<\/rule>\n/, ''))).toEqual([
      ['row-added', [22, 26], 'decision "Fee", row 2 added (Amount [100..1000] → fee 5)'],
    ]);
    expect(edits(fees.replace('FIRST', 'UNIQUE'))).toEqual([
      ['table-changed', [13, 13], 'decision "Fee": hit policy FIRST became UNIQUE'],
    ]);
    expect(edits(fees.replace('Fee * 2', 'Fee * 3'))).toEqual([
      ['expression-changed', [37, 37], 'decision "Total": `Fee * 2 + 1` became `Fee * 3 + 1`'],
    ]);
    expect(edits(fees.replace('name="Home Country" typeRef="string"', 'name="Home Country" typeRef="Any"'))).toEqual([
      ['type-changed', [7, 7], 'input "Home Country": typeRef string became Any'],
    ]);
    expect(
      edits(fees.replace(/<informationRequirement><requiredInput href="#home"\/><\/informationRequirement>/, '')),
    ).toEqual([['requirement-removed', [9, 33], 'decision "Fee", requirement #home removed']]);
  });

  test('the order of rows is one where it decides', () => {
    const [, first = '', second = ''] =
      /(<rule id="r1">[\s\S]*?<\/rule>)\s*(<rule id="r2">[\s\S]*?<\/rule>)/.exec(fees) ?? [];
    const swap = (text: string): string => text.replace(first, '@').replace(second, first).replace('@', second);
    expect(edits(swap(fees))).toHaveLength(1);
    expect(edits(swap(fees))).toMatchObject([['row-moved', expect.anything(), expect.stringContaining('moved')]]);
    const unique = fees.replace('FIRST', 'UNIQUE');
    expect(edits(swap(unique), unique)).toEqual([]);
  });

  // Rows above that did not come move its number.
  const nameless = (message?: string) => message?.replace(/row \d/, 'row');

  test('are applied one by one, and together they are head', async () => {
    const head = fees
      .replace('[100..1000]', '[50..1000]')
      .replace('Fee * 2', 'Fee * 3')
      .replace('FIRST', 'PRIORITY')
      .replace(
        /( *<rule id="r3">)/,
        '        <rule id="r4"><inputEntry><text>&lt; 9</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>7</text></outputEntry></rule>\n$1',
      )
      .replace(/ *<rule id="r1">[\s\S]*?<\/rule>\n/, '')
      .replace(
        '<dmndi:DMNDI>',
        '<decision id="new" name="New"><literalExpression><text>1</text></literalExpression></decision>\n<dmndi:DMNDI>',
      );
    const [base, other] = [fees, head].map((content) => ({ path: 'rules/a.dmn', content }));
    const patch = dmn.language?.patch(base as never, other as never);
    const all = dmn.diff(artifact(fees), artifact(head));
    expect(patch?.changes).toHaveLength(all.length);
    expect(all.map(({ change }) => change).sort()).toEqual(
      ['cell-changed', 'decision-added', 'expression-changed', 'row-added', 'row-removed', 'table-changed'].sort(),
    );
    expect(patch?.write(() => false)).toBe(fees);
    expect(dmn.diff(artifact(head), artifact(String(patch?.write(() => true))))).toEqual([]);
    for (const [index, change] of (patch?.changes ?? []).entries()) {
      const text = String(patch?.write((one) => one === change));
      const [edit, ...others] = dmn.diff(artifact(fees), artifact(text));
      expect(others).toEqual([]);
      expect(nameless(edit?.message)).toBe(nameless(all[index]?.message));
      await dmn.compile(artifact(text, { decision: 'Total' }));
    }
  });

  test('a table with other columns is one edit, and so is a file in other namespaces', () => {
    const column = fees.replace(/<output name="fee"[^>]*>/, '$&<output name="why"/>');
    expect(edits(column)).toEqual([
      [
        'columns-changed',
        [13, 32],
        'decision "Fee": columns Amount, Home Country, fee became Amount, Home Country, fee, why',
      ],
    ]);
    const prefixed = fees.replaceAll(/<(\/?)(?=[a-z]+[ >/])/gi, '<$1dmn:').replace('xmlns=', 'xmlns:dmn=');
    expect(edits(prefixed)).toEqual([]);
    expect(edits(prefixed.replace('>5<', '>6<'))).toMatchObject([['model-changed', [2, 44], expect.anything()]]);
  });

  test('input columns in another order say the same, and their cells are compared with those of the same column', async () => {
    const entry = /( *<inputEntry>.*\n)( *<inputEntry>.*\n)/g;
    const swapped = fees
      .replace(/( *<input label="amount">.*\n)( *<input label="country">.*\n)/, '$2$1')
      .replace(entry, '$2$1');
    expect(swapped.indexOf('label="country"')).toBeLessThan(swapped.indexOf('label="amount"'));
    expect(edits(swapped)).toEqual([]);
    // By hand, from the rows: above 1,000 in the US, from 100 on, and any other.
    const documents = [
      { Amount: 1001, 'Home Country': 'US' },
      { Amount: 1000, 'Home Country': 'US' },
      { Amount: 99, 'Home Country': 'FR' },
    ];
    for (const text of [fees, swapped]) {
      const stage = await dmn.compile(artifact(text, { decision: 'Fee' }));
      expect((await stage.run(documents)).map((one) => one.outcome === 'ok' && one.value)).toEqual([20, 5, 2]);
    }
    const dearer = swapped.replace('&gt; 1000', '&gt; 2000');
    expect(edits(dearer)).toMatchObject([
      [expect.anything(), expect.anything(), 'decision "Fee", row 1, Amount: `>1000` became `>2000`'],
    ]);
    const [base, head] = [fees, dearer].map((content) => ({ path: 'rules/a.dmn', content }));
    const patch = dmn.language?.patch(base as never, head as never);
    expect(patch?.write(() => true)).toBe(fees.replace('&gt; 1000', '&gt; 2000'));
    // A row of head in base's columns would ask of each what another is for.
    const longer = swapped.replace(
      /( *<rule id="r3">)/,
      '<rule><inputEntry><text>"FR"</text></inputEntry><inputEntry><text>7</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>\n$1',
    );
    expect(edits(longer)).toMatchObject([['columns-changed', expect.anything(), expect.anything()]]);
  });
});
