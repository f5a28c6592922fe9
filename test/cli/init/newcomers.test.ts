/** Repositories laid out as teams lay them out, not as Weir's own examples are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { newestIn } from '../../../src/cli/init/pick-recording.ts';
import { type Fixture, makeRepository } from '../../repository/fixture.ts';
import { weir } from '../weir.ts';

const MODEL = readFileSync(join(import.meta.dirname, '../../artifacts/model/fixtures/lightgbm-number.txt'));

function text({ directory }: Fixture): string {
  return readFileSync(join(directory, '.github/weir.yml'), 'utf8');
}

function flat(printed: string): string {
  return printed.replace(/\s+/g, ' ');
}

function lines(count: number, record: (index: number) => unknown): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(record(index))}\n`).join('');
}

it('calls a model by its folder where its file is called model, and takes the newest of equal traffic', async () => {
  const repository = makeRepository();
  const reading = (index: number) => ({ amount: index * 3, age: 20 + index, hour: index % 24, country: index % 3 });
  repository.commit({
    'models/pump_failure/model.txt': MODEL,
    'models/pump_failure/alarm.cel': 'pump_failure > 0.5 ? "stop" : "ok"\n',
    'telemetry/archive/readings-2026-10-30.jsonl.gz': gzipSync(lines(30, reading)),
    'telemetry/live/date=2026-11-05/part-0.jsonl': lines(30, reading),
  });

  const { status, stdout } = await weir(repository, 'init');

  expect(status).toBe(0);
  const { recordings, pipelines } = parse(text(repository));
  expect(Object.keys(pipelines)).toEqual(['alarm']);
  expect(recordings[pipelines.alarm.recording].files).toBe('telemetry/live/date=2026-11-05/part-0.jsonl');
  expect(pipelines.alarm.steps).toEqual([
    { model: 'models/pump_failure/model.txt', into: '/pump_failure' },
    { rules: 'models/pump_failure/alarm.cel', into: '/alarm' },
  ]);
  expect(pipelines.alarm.outputs.pump_failure).toEqual({ at: '/pump_failure', kind: 'number' });
  expect(flat(stdout)).toContain('alarm could read telemetry/archive/readings-2026-10-30.jsonl.gz as well');
  expect(stdout).not.toContain('nothing that was found goes with it');
});

it.each([
  ['readings-2026-10-30.jsonl', '20261030'],
  ['log/2026/09/07/part-1.jsonl', '20260907'],
  ['date=20260131/x.parquet', '20260131'],
  ['orders/2026-11.ndjson', '202611'],
  ['orders/v20261.jsonl', undefined],
  ['orders/12026-11-01.jsonl', undefined],
])('the newest day of %s is %s', (path, day) => {
  expect(newestIn(['a.jsonl', path])).toBe(day);
});

const CLAIMS = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="Claims" namespace="c">
  <inputData id="i" name="Art"><variable id="v" name="Art" typeRef="string"/></inputData>
  <decision id="r" name="Routing"><variable id="w" name="Routing"/>
    <informationRequirement id="q"><requiredInput href="#i"/></informationRequirement>
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input id="a"><inputExpression id="e" typeRef="string"><text>Art</text></inputExpression></input>
      <output id="o" name="weg" typeRef="string"/><output id="p" name="selbstbehalt" typeRef="number"/>
      <rule id="1"><inputEntry id="11"><text>"glas"</text></inputEntry><outputEntry id="12"><text>"auto"</text></outputEntry><outputEntry id="13"><text>150</text></outputEntry></rule>
      <rule id="2"><inputEntry id="21"><text>"sturm"</text></inputEntry><outputEntry id="22"><text>"clerk"</text></outputEntry><outputEntry id="23"><text>300</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>
`;

it('takes the columns of a decision table apart, and finds outcomes in another table by the number of a case', async () => {
  const repository = makeRepository();
  const of = (row: (index: number) => string) => Array.from({ length: 40 }, (_, index) => `${row(index)}\n`).join('');
  const way = (index: number) => ['auto', 'clerk'][index % 2];
  repository.commit({
    'decisions/Routing.dmn': CLAIMS,
    'daten/schaeden/2026-q3.csv': `Aktenzeichen;Meldedatum;Art;Entscheidung\n${of((n) => `S-${n};${(n % 28) + 1}.10.2026;${['glas', 'sturm'][n % 2]};${way(n)}`)}`,
    'daten/abschluss/endgueltig.csv': `Aktenzeichen;Zahlung;Endgueltig\n${of((n) => `S-${n};1.200,50;${way(n + (n % 5 === 0 ? 1 : 0))}`)}`,
  });

  expect((await weir(repository, 'init')).status).toBe(0);

  const { recordings, pipelines } = parse(text(repository));
  expect(recordings.schaeden).toMatchObject({ output: '/Entscheidung', id: '/Aktenzeichen', time: '/Meldedatum' });
  expect(pipelines.routing.outputs).toEqual({
    selbstbehalt: { at: '/Routing/selbstbehalt', kind: 'number' },
    weg: { at: '/Routing/weg', kind: 'category', recorded: '' },
  });
  // What is proposed runs as it stands, once its mark is taken away.
  repository.write('.github/weir.yml', text(repository).replace('# labels:', 'labels:'));
  expect(parse(text(repository)).recordings.schaeden.labels).toMatchObject({
    ...{ files: 'daten/abschluss/endgueltig.csv', join: '/Aktenzeichen', label: '/Endgueltig' },
    ...{ types: { Zahlung: 'number' }, dialect: { decimal: ',' } },
  });
  const { stdout } = await weir(repository, 'validate');
  expect(flat(stdout)).toContain('40 records matched, 0 without an outcome');
  expect(flat(stdout)).toContain('40 of 40 answered as production did');
});

it('governs the schema of a tool beside the rule of a bot, each by its own log', async () => {
  const repository = makeRepository();
  const schema = {
    type: 'object',
    properties: { subject: { type: 'string' }, priority: { enum: ['low', 'high'] } },
    required: ['subject'],
  };
  repository.commit({
    'bot/handover.cel': 'confidence < 0.5 ? "person" : "bot"\n',
    'bot/tools/open_ticket.schema.json': JSON.stringify(schema),
    'logs/turns.jsonl': lines(30, (n) => ({ request: { confidence: n / 30 }, result: n < 15 ? 'person' : 'bot' })),
    'logs/open_ticket.jsonl': lines(30, (n) => ({ call: `c${n}`, args: { subject: `s${n}`, priority: 'low' } })),
  });

  expect((await weir(repository, 'init')).status).toBe(0);

  const { recordings, pipelines } = parse(text(repository));
  expect(Object.keys(pipelines)).toEqual(['handover', 'open-ticket']);
  expect(pipelines['open-ticket'].steps).toEqual([{ schema: 'bot/tools/open_ticket.schema.json' }]);
  expect(recordings[pipelines['open-ticket'].recording].input).toBe('/args');
});
