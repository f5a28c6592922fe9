/** Random pipelines, their artifacts, and records that are alike in some of their members, as loggers write them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LimitConfig } from '../../src/config/config.ts';
import type { RecordingFile } from '../../src/recordings/reader.ts';
import type { Plan } from '../../src/replay/plan.ts';
import { compress, temporaryFolder } from '../recordings/files.ts';
import { type Contents, output, recorded, rules, type Setting, schema } from './setting.ts';

const param = (name: string) => ({ var: `params.${name}` });
export const tier = {
  if: [
    { '<': [{ var: 'delay' }, param('limit')] },
    'none',
    { '>': [{ var: 'fare.amount' }, 100] },
    'long',
    { cat: ['short', { var: 'origin' }] },
  ],
};
const score = { '/': [{ '+': [{ var: 'delay' }, 1] }, { var: ['fare.amount', 7] }] };
const flight = {
  type: 'object',
  required: ['delay', 'date'],
  properties: {
    date: { type: ['string', 'integer', 'null'] },
    delay: { type: 'number', minimum: -10 },
    origin: { type: 'string', pattern: '^[A-Z]{3}$' },
    fare: { type: 'object', properties: { amount: { type: 'number' }, currency: { type: 'string' } } },
  },
};
const closed = {
  ...flight,
  additionalProperties: false,
  properties: { ...flight.properties, id: true, note: { type: 'string' } },
};
const renamed = {
  ...flight,
  properties: { ...flight.properties, from: { type: 'string', 'x-renamed-from': 'origin' }, gate: { default: 'A' } },
};
const referring = {
  $ref: '#/$defs/flight',
  $defs: { flight: { ...flight, anyOf: [{ required: ['origin'] }, { properties: { note: { const: 'x' } } }] } },
};

export const contents: Contents = {
  'flight.json': [flight, { ...flight, properties: { ...flight.properties, delay: { type: 'number', minimum: 0 } } }],
  'closed.json': [closed, flight],
  'renamed.json': [flight, renamed],
  'referring.json': [referring],
  'tier.json': [tier],
  'score.json': [score, { '*': [score, 2] }],
  'note.json': [{ var: ['note', 'nothing'] }, { substr: [{ var: ['note', 'nothing'] }, 0, 4] }],
  'list.json': [{ map: [{ var: 'legs' }, { var: 'to' }] }],
  'params.json': [{ limit: 60 }, { limit: 90 }],
};

export const outputs = [
  output('/tier'),
  output('/score', 'number', { tolerance: 0.01 }),
  output('/score', 'probability', { name: 'chance' }),
  output('/note', 'text'),
  output('/list', 'ranking'),
  output('/fare', 'category', { recorded: '/fare' }),
];
export const steps = [
  ...['flight.json', 'closed.json', 'renamed.json', 'referring.json'].map(schema),
  rules('tier.json', '/tier', 'json-logic-engine'),
  rules('score.json', '/score'),
  rules('note.json', '/note', 'json-logic-engine'),
  rules('list.json', '/list'),
  recorded('/answer', '/output/tier'),
];

export const limit: LimitConfig = {
  key: 'tier.changed',
  output: 'tier',
  measure: 'changed',
  limit: { kind: 'share', amount: 0.01 },
  text: '1%',
  range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
};

export const setting: fc.Arbitrary<Setting> = fc.record({
  steps: fc.subarray(steps, { minLength: 1, maxLength: 3 }),
  outputs: fc.subarray(outputs, { minLength: 1, maxLength: 3 }),
  segments: fc.subarray(['/origin', '/tier', '/fare/currency', '/legs/0']),
  params: fc.constantFrom(undefined, 'params.json'),
  // Where there is one, records are counted by week, too.
  limits: fc.constantFrom([], [limit]),
  recording: fc
    .record({
      zone: fc.constantFrom(undefined, 'Asia/Kolkata'),
      time: fc.constantFrom(undefined, '/date'),
      id: fc.constantFrom(undefined, '/id'),
      weight: fc.constantFrom(undefined, '/weight'),
      value: fc.constantFrom(undefined, '/fare/amount'),
      label: fc.constantFrom(undefined, '/note', '/delay'),
      output: fc.constantFrom(undefined, '/answer'),
    })
    .map((pointers) => Object.fromEntries(Object.entries(pointers).filter(([, pointer]) => pointer !== undefined))),
});

/** Values as loggers in other languages write them: text that stands in a line as it is. */
const asWritten = fc
  .constantFrom(
    ...[
      '-0',
      '-0.0',
      '60.0',
      '6e1',
      '6E+1',
      '1e400',
      '-1e400',
      '1e-400',
      '0.1e1',
      '59.99999999999999999',
      `1${'0'.repeat(120)}`,
    ],
    ...['9007199254740993', '-9007199254740993', '9007199254740993.0', '18446744073709551616', '5e-324', '1e101'],
    ...[
      '"\\u004cAX"',
      '"LA\\/X"',
      '"\\ud83d\\uddfc"',
      '"\\ud800"',
      '"\\u0000"',
      '"}"',
      '"#weir integer 9007199254740993"',
    ],
    ...[15, 16, 17].map((length) => `"${'y'.repeat(length)}"`),
  )
  .map((text): unknown => JSON.rawJSON(text));
const scalar = fc.oneof(
  fc.constantFrom<unknown>('LAX', 'JFK', 'x', 'Zürich', 'a"b\\c\n', '\u2028', '', true, false, null, 0, -0, 1.5, 1e21),
  asWritten,
  fc.integer({ min: -20, max: 200 }),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>, nil: undefined = undefined) => fc.option(arbitrary, { nil, freq: 4 });
export const date = fc.constantFrom<unknown>(
  ...['2001-01-31T13:46:00Z', '2001-01-31 13:46:01', '2001-02-01T00:00:00.123+02:00', '2001-02-30', '2001-03-01'],
  ...[981_000_000, 981_000_000_123, 981_000_000_123_456_789n, -1, 'soon', null],
  ...[
    '2001-01-31T23:59:60Z',
    '2001-01-31T24:00',
    '2001-01-31T13:46:00+14:00',
    '2001-01-31T13:46:00.5-1400',
    '2001-01-31 13:46+00:07',
  ],
  ...[
    '0000-01-01',
    '9999-12-31T23:59:59,999999999Z',
    '1969-12-28',
    '2001-02',
    '981000000123',
    '12001-01-31',
    ' 2001-01-31',
  ],
  ...['981000000.0', '1e9', '-0', '99999999999', '100000000000', '99999999999999999', '100000000000000000000'].map(
    (text) => JSON.rawJSON(text),
  ),
);
const MEMBERS = {
  date: date,
  delay: fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 50, max: 95 }) }, { weight: 1, arbitrary: scalar }),
  origin: fc.oneof({ weight: 4, arbitrary: fc.constantFrom('LAX', 'JFK', 'jfk') }, { weight: 1, arbitrary: scalar }),
  fare: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        amount: fc.constantFrom<unknown>(0.1, 99.5, 250, '12', null, JSON.rawJSON('1e400'), { amount: 250 }),
        currency: maybe(fc.constantFrom('EUR', 'USD')),
      }),
    },
    { weight: 1, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 2 }) },
  ),
  legs: fc.oneof(fc.array(fc.record({ to: scalar }), { maxLength: 3 }), scalar),
  note: maybe(scalar),
  weight: fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom<unknown>(1, 0.1, 1 / 3, 1e-9, 0, 'two', null) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        -1,
        '1',
        'NaN',
        true,
        [],
        ...['1.0', '1e0', '1e400', '1e101'].map((text) => JSON.rawJSON(text)),
      ),
    },
  ),
  id: scalar,
  answer: maybe(fc.record({ tier: fc.constantFrom('none', 'long'), fare: maybe(scalar) })),
  params: maybe(scalar),
  unread: fc.jsonValue({ maxDepth: 2 }),
  // Names that begin like others, or hold them.
  ...Object.fromEntries(['dela', 'delays', 'Delay', '', 'fare.amount', 'dat'].map((name) => [name, maybe(scalar)])),
};
const NAMES = Object.keys(MEMBERS);
export const members = fc.record(MEMBERS, { requiredKeys: ['delay', 'date', 'weight'] });

type Members = Readonly<Record<string, unknown>>;

/** A record and others that differ from it in a member or two, so that what is left out somewhere is missed. */
const family: fc.Arbitrary<readonly Members[]> = fc
  .tuple(members, fc.array(fc.tuple(fc.subarray(NAMES, { maxLength: 2 }), members), { maxLength: 12 }))
  .map(([first, others]) => [
    first,
    ...others.map(([names, other]) => ({
      ...first,
      ...Object.fromEntries(names.map((name) => [name, (other as Members)[name]])),
    })),
  ]);

const styles = fc.constantFrom(
  ...['plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'plain', 'blanks', 'turned', 'turned'],
  ...['twice', 'escaped', 'cut', 'bad', 'list', 'empty', 'twice within', 'escaped within', 'changed', 'more', 'deep'],
);

const CHANGES = ['', '\0', '"', '\\', ',', ':', '{', '}', '[', ']', '-', '0', 'e', 't', '\x7f', '\x1f', '\r', 'é'];

/** JSON as loggers write it, and now and then with what only parsing tells. */
function lineOf(record: Members, style: string, turn: number): string {
  const entries = Object.entries(record).filter(([, value]) => value !== undefined);
  const first = style === 'turned' ? turn % Math.max(1, entries.length) : 0;
  const turned = [...entries.slice(first), ...entries.slice(0, first)];
  const text = (value: unknown): string => (typeof value === 'bigint' ? String(value) : JSON.stringify(value));
  const written = turned.map(([name, value]) => `${JSON.stringify(name)}:${text(value)}`);
  switch (style) {
    case 'blanks':
      return ` { ${written.join(' ,\t').replaceAll('":', '" : ')} } \r`;
    case 'twice':
      return `{${[...written, '"delay":70'].join(',')}}`;
    case 'escaped':
      return `{${[...written, '"del\\u0061y":71'].join(',')}}`;
    case 'twice within':
      return `{${[...written, `"fare":{"amount":${turn},"amount":250}`].join(',')}}`;
    case 'escaped within':
      return `{${[`"fare":{"amoun\\u0074":${turn}}`, ...written].join(',')}}`;
    case 'changed': {
      const [line, put] = [`{${written.join(',')}}`, CHANGES[turn % CHANGES.length] ?? ''];
      const at = (turn * 7919) % line.length;
      return line.slice(0, at) + put + line.slice(at + 1);
    }
    case 'more':
      return `{${written.join(',')}}${['x', ' {}', '\0', '\u00a0', ']', '\ufeff'][turn % 6]}`;
    case 'deep':
      return `{${[...written, `"unread":${'['.repeat(55 + turn)}${']'.repeat(55 + turn)}`].join(',')}}`;
    case 'cut':
      return `{${written.join(',')}`;
    case 'bad':
      return '{"delay":01}';
    case 'list':
      return `[${written.length}]`;
    case 'empty':
      return '  ';
    default:
      return `{${written.join(',')}}`;
  }
}

export const pools = fc
  .tuple(family, fc.array(fc.tuple(styles, fc.nat({ max: 20 })), { minLength: 20, maxLength: 20 }))
  .map(([records, written]) =>
    written.map(([style, turn], index) => lineOf(records[index % records.length] ?? {}, style, turn)),
  );

export function fileOf(lines: readonly string[], compression: RecordingFile['compression'] = 'none'): RecordingFile {
  const path = join(temporaryFolder(), 'flights.jsonl');
  writeFileSync(path, compress[compression](Buffer.from(lines.join('\n'))));
  return { path, name: 'flights.jsonl', index: 0, format: 'jsonl', compression };
}

export function single(plan: Plan): Plan {
  return { ...plan, isSingle: true };
}
