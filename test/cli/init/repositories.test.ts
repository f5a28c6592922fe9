/** Repositories of other teams than those of the examples, as `weir init` finds them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { type Fixture, makeRepository } from '../../repository/fixture.ts';
import { weir } from '../weir.ts';

const MODEL = readFileSync(join(import.meta.dirname, '../../artifacts/model/fixtures/lightgbm-number.txt'));

function written({ directory }: Fixture): ReturnType<typeof parse> {
  return parse(readFileSync(join(directory, '.github/weir.yml'), 'utf8'));
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

function lines(count: number, record: (index: number) => unknown): string {
  return Array.from({ length: count }, (_, index) => `${JSON.stringify(record(index))}\n`).join('');
}

it('finds the features of a model that stand further inside, and its score in what production answered', async () => {
  const repository = makeRepository();
  const record = (index: number) => ({
    input: {
      amount: index * 10,
      applicant: { age: 20 + (index % 50) },
      when: { hour: index % 24 },
      country: index % 3,
    },
    output: { score: index / 7, decision: index % 2 === 0 ? 'approve' : 'decline' },
  });
  repository.commit({ 'models/risk.txt': MODEL, 'logs/scores.jsonl': lines(60, record) });

  const { status, stdout } = await weir(repository, 'init');

  expect(status).toBe(0);
  expect(stdout).toContain('  models     models/risk.txt\n');
  const { risk } = written(repository).pipelines;
  expect(risk.steps).toEqual([
    { model: 'models/risk.txt', inputs: { age: '/applicant/age', hour: '/when/hour' }, into: '/risk' },
  ]);
  expect(Object.values(risk.outputs)).toEqual([expect.objectContaining({ at: '/risk', recorded: '/score' })]);
});

/** As a service in Go logs its calls: milliseconds since 1970, packed, a file a day. */
function quotes(count: number): ReturnType<typeof gzipSync> {
  const record = (n: number) => {
    const body = { amountCents: 1000 * (n % 900), country: ['DE', 'FR'][n % 2], riskScore: (n % 100) / 100 };
    const decision = body.riskScore > 0.8 ? 'reject' : 'accept';
    return {
      ...{ ts: 1_767_225_600_000 + n * 60_000, level: 'info', trace_id: `t${n}` },
      request: { method: 'POST', path: '/v1/quotes', body },
      response: { status: 200, body: { decision } },
    };
  };
  return gzipSync(lines(count, record));
}
const QUOTES_API = `openapi: 3.0.3
info: { title: Quotes, version: 1.4.0 }
paths:
  /v1/quotes:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [amountCents]
              properties: { amountCents: { type: integer }, country: { type: string }, riskScore: { type: number } }
      responses: { '200': { description: a quote } }
`;

it('governs an OpenAPI document beside a rule that reads the bodies of its calls', async () => {
  const repository = makeRepository();
  repository.commit({
    'api/openapi.yaml': QUOTES_API,
    'rules/decision.cel': 'riskScore > 0.8 ? "reject" : "accept"\n',
    'logs/quotes-01.jsonl.gz': quotes(200),
  });

  const { status, stdout } = await weir(repository, 'init');

  expect(status).toBe(0);
  expect(stdout).not.toContain('in no pipeline yet');
  const { recordings, pipelines } = written(repository);
  expect(recordings.quotes).toMatchObject({ input: '/request/body', time: '/ts' });
  expect(recordings['quotes-calls']).toMatchObject({ files: recordings.quotes.files, input: '/request' });
  expect(pipelines.decision.recording).toBe('quotes');
  expect(pipelines.openapi).toMatchObject({
    recording: 'quotes-calls',
    steps: [{ schema: 'api/openapi.yaml', engine: 'openapi' }, { model: 'recorded' }],
  });
});

// ln(0.01) / ln(1 − L) records certify L: 2,301 for 0.2 %, 459 for 1 %.
it.each([
  [459, '1%'],
  [2301, '0.2%'],
  [458, undefined],
])('writes limits that %i records certify: %s', { timeout: 30_000 }, async (count, failed) => {
  const repository = makeRepository();
  repository.commit({
    'rules/decision.cel': 'riskScore > 0.8 ? "reject" : "accept"\n',
    'logs/quotes-01.jsonl.gz': quotes(count),
  });

  const { stdout } = await weir(repository, 'init');

  const { limits } = written(repository).pipelines.decision;
  expect(limits).toEqual(failed === undefined ? undefined : { 'decision.changed': '1%', failed });
  expect(flat(stdout).includes('a check is inconclusive even where nothing moves')).toBe(count < 459);
  expect(flat(stdout).includes('limits of decision: as close as so few records can tell')).toBe(failed !== undefined);
});

it('warns of features that no record has, since the model takes them for missing', async () => {
  const repository = makeRepository();
  const config = `version: 1
recordings: { scores: { files: logs/scores.jsonl } }
pipelines:
  risk:
    recording: scores
    steps: [{ model: models/risk.txt, inputs: { hour: /at/hour }, into: /risk }]
    outputs: { risk: { at: /risk, kind: number } }
`;
  const record = (index: number) => ({
    amount: index * 10,
    applicant: { age: 30 },
    at: { hour: 3 },
    country: index % 3,
  });
  repository.commit({
    '.github/weir.yml': config,
    'models/risk.txt': MODEL,
    'logs/scores.jsonl': lines(30, record),
  });

  const { stdout } = await weir(repository, 'validate');

  expect(flat(stdout)).toContain('! models/risk.txt reads /age, which none of the first 30 records has');
});

it('takes files in folders by date for one recording', async () => {
  const repository = makeRepository();
  const days = Array.from({ length: 5 }, (_, index) => `data/readings/2026/09/0${index + 1}/part-00000.ndjson.gz`);
  const day = gzipSync(lines(20, (index) => ({ device: `d${index % 4}`, temperature: 20 + index })));
  repository.commit({
    ...Object.fromEntries(days.map((path) => [path, day])),
    'alerts/alarm.json': JSON.stringify({ if: [{ '>': [{ var: 'temperature' }, 30] }, 'alarm', 'quiet'] }),
  });

  const { stdout } = await weir(repository, 'init');

  expect(stdout).toContain('data/readings/*/*/*/part-*.ndjson.gz (5 files)');
  expect(written(repository).recordings).toMatchObject({ readings: { files: 'data/readings/*/*/*/part-*.ndjson.gz' } });
});

it('reads tables in Windows-1252 with decimal commas, and finds the answer by its French or German name', async () => {
  const repository = makeRepository();
  const rows = Array.from(
    { length: 40 },
    (_, index) => `S-${index};${index % 2 ? '1.234,50' : `${index * 100},5`};${index % 4 ? 'accepté' : 'refusé'}\r\n`,
  );
  repository.commit({
    'daten/schäden.csv': Buffer.from(`Numéro;Schadenhöhe;Décision\r\n${rows.join('')}`, 'latin1'),
    'regeln/pruefung.json': JSON.stringify({ if: [{ '>': [{ var: 'Schadenhöhe' }, 1000] }, 'refusé', 'accepté'] }),
  });

  const { status, stdout } = await weir(repository, 'init');

  expect(status).toBe(0);
  expect(written(repository).recordings.schaden).toMatchObject({
    output: '/Décision',
    dialect: { encoding: 'windows-1252', decimal: ',' },
    types: { Schadenhöhe: 'number' },
  });
  expect(stdout).not.toContain('left out');
  const validated = await weir(repository, 'validate');
  expect(flat(validated.stdout)).toContain('number: Schadenhöhe (as declared)');
  // The 20 odd rows hold 1234.5, and of the even ones the 15 from the tenth on are above 1000.
  expect(flat(validated.stdout)).toContain('refusé 35, accepté 5');
});

it('reads German days as times, and takes for the answer what is called as a rule is and holds its answers', async () => {
  const repository = makeRepository();
  const row = (n: number) =>
    `K${n};${String(1 + (n % 28)).padStart(2, '0')}.09.2026 08:30;0,${100 + n};${n < 20 ? 'nichts' : 'anruf'}\r\n`;
  repository.commit({
    'rules/angebot.json': '{"if": [{">=": [{"var": "score"}, 0.12]}, "anruf", "nichts"]}\n',
    'data/scores.csv': `kunde;datum;score;angebot\r\n${Array.from({ length: 60 }, (_, n) => row(n)).join('')}`,
  });

  expect((await weir(repository, 'init')).status).toBe(0);

  const { recordings, pipelines } = written(repository);
  expect(recordings.scores).toMatchObject({
    ...{ time: '/datum', output: '/angebot', dialect: { decimal: ',' } },
    types: { datum: 'dmy', score: 'number' },
  });
  expect(pipelines.angebot.segments ?? []).not.toContain('/angebot');
  const { stdout } = await weir(repository, 'validate');
  expect(flat(stdout)).toContain('60 of 60 answered as production did');
});

it('says why a recording cannot be read', async () => {
  const repository = makeRepository();
  repository.commit({
    'traffic/twice.csv': 'a,a\n1,2\n3,4\n',
    'rules/a.json': JSON.stringify({ '>': [{ var: 'a' }, 1] }),
  });

  const { stdout } = await weir(repository, 'init');

  expect(flat(stdout)).toContain('left out: traffic/twice.csv:1: columns 1 and 2 are both called "a"');
});

const PROMPT = `You help {{ company }}.
{% for doc in documents %}[{{ loop.index }}] {{ doc.title | upper }}
{% endfor %}{{ question }}`;

it('makes pipelines of prompts, of calls in HTTP archives, and of a config that names the model', async () => {
  const repository = makeRepository();
  const entry = (index: number) => ({
    startedDateTime: `2026-10-01T08:00:${String(index).padStart(2, '0')}.000Z`,
    request: {
      method: 'POST',
      url: 'https://bot.acme.example/v1/chat',
      headers: [],
      queryString: [],
      postData: { mimeType: 'application/json', text: JSON.stringify({ question: `q${index}` }) },
    },
    response: {
      status: 200,
      headers: [],
      content: { mimeType: 'application/json', text: JSON.stringify({ text: `a${index}` }) },
    },
  });
  repository.commit({
    'prompts/answer.jinja': PROMPT,
    'promptfooconfig.yaml': 'prompts: [file://prompts/answer.jinja]\nproviders: [openai:gpt-4o]\ntests: []\n',
    'captures/bot.har': JSON.stringify({
      log: { version: '1.2', entries: Array.from({ length: 30 }, (_, i) => entry(i)) },
    }),
    'logs/vars.jsonl': lines(30, (index) => ({
      vars: { company: 'Acme', question: `q${index}`, documents: [{ title: 't' }] },
      reply: `a${index}`,
    })),
  });

  const { status, stdout } = await weir(repository, 'init');

  expect(status).toBe(0);
  expect(stdout).not.toContain('Not read yet');
  const { recordings, pipelines } = written(repository);
  expect(recordings).toMatchObject({ vars: { input: '/vars' }, bot: { files: 'captures/bot.har', format: 'har' } });
  expect(pipelines).toMatchObject({
    answer: { recording: 'vars', steps: [{ model: 'prompts/answer.jinja' }], outputs: { answer: { kind: 'text' } } },
    promptfooconfig: { recording: 'bot', steps: [{ model: 'promptfooconfig.yaml', from: '/output' }] },
  });
  // A prompt is nothing that production answered, and a config that both sides have answers as recorded.
  const validated = flat((await weir(repository, 'validate')).stdout);
  expect(validated).not.toMatch(/otherwise than production|unreplayable by/);
});

/** A team that makes features with dbt, scores them with XGBoost, and decides by the score with a rule that calls it otherwise. */
function scoring(rule: unknown, files: Record<string, string | Buffer> = {}): Fixture {
  const repository = makeRepository();
  const record = (n: number) => ({
    ...{ ts: '2026-11-01T10:00:00Z', features: { f0: n / 7, f1: n % 11, f2: (n % 5) / 5 } },
    ...{ score: 0.1, decision: ['block', 'allow'][n % 2] },
  });
  repository.commit({
    'ml/fraud.json': THREE_FEATURES,
    'rules/decision.json': JSON.stringify(rule),
    'models/marts/fct_features.sql':
      "select f0, f1, case when country = 'NL' then 0 else 1 end as f2 from {{ ref('stg_orders') }}\n",
    'models/schema.yml': `version: 2
models:
  - name: fct_features
    config: { contract: { enforced: true } }
    columns: [{ name: f0, data_type: double }, { name: f1, data_type: integer }, { name: f2, data_type: double }]
`,
    'traffic/requests.jsonl': lines(60, record),
    ...files,
  });
  return repository;
}
const leaf = {
  default_left: [0, 0, 0],
  left_children: [1, -1, -1],
  right_children: [2, -1, -1],
  parents: [2147483647, 0, 0],
};
const tree = {
  ...leaf,
  ...{
    base_weights: [0, -1, 1],
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    id: 0,
  },
  ...{ loss_changes: [1, 0, 0], split_conditions: [3, -1, 1], split_indices: [0, 0, 0], split_type: [0, 0, 0] },
  ...{
    sum_hessian: [1, 1, 1],
    tree_param: { num_deleted: '0', num_feature: '3', num_nodes: '3', size_leaf_vector: '1' },
  },
};
const THREE_FEATURES = JSON.stringify({
  learner: {
    ...{ attributes: {}, feature_names: ['f0', 'f1', 'f2'], feature_types: ['float', 'float', 'float'] },
    gradient_booster: {
      model: { gbtree_model_param: { num_parallel_tree: '1', num_trees: '1' }, tree_info: [0], trees: [tree] },
      name: 'gbtree',
    },
    learner_model_param: {
      base_score: '5E-1',
      boost_from_average: '1',
      num_class: '0',
      num_feature: '3',
      num_target: '1',
    },
    objective: { name: 'binary:logistic', reg_loss_param: { scale_pos_weight: '1' } },
  },
  version: [2, 0, 3],
});
const byScore = { if: [{ '>=': [{ var: 'score' }, 0.8] }, 'block', 'allow'] };

it('puts a model before the rule that reads its score under a name of its own, and says what dbt did before', async () => {
  const repository = scoring(byScore);

  const { status, stdout } = await weir(repository, 'init');

  expect(status).toBe(0);
  const { pipelines } = written(repository);
  expect(Object.keys(pipelines)).toEqual(['decision']);
  expect(pipelines.decision.steps).toEqual([
    { schema: 'models/schema.yml', engine: 'dbt' },
    { model: 'ml/fraud.json', into: '/score' },
    { rules: 'rules/decision.json', into: '/decision' },
  ]);
  // Two leaves, -1 and 1, behind a logistic: a score that moves with each training, so that `changed` is no limit for it.
  expect(pipelines.decision.outputs).toEqual({
    decision: { at: '/decision', kind: 'category' },
    score: { at: '/score', kind: 'probability' },
  });
  expect(Object.keys(pipelines.decision.limits)).toEqual(['decision.changed', 'rejected', 'failed']);
  expect(flat(stdout)).toContain('limits of decision: the score before its rule (score) is measured and has none');
  const limited = readFileSync(join(repository.directory, '.github/weir.yml'), 'utf8').replace(
    '# score.mean_ratio',
    'score.mean_ratio',
  );
  repository.write('.github/weir.yml', limited);
  expect(flat((await weir(repository, 'validate')).stdout)).toContain('score.mean_ratio 5%');
  expect(flat(stdout)).toContain(
    'ml/fraud.json is taken for what gives score, which rules/decision.json reads and no request has',
  );
  expect(flat(stdout)).toContain(
    'models/marts/fct_features.sql is left out: it makes fct_features, which traffic/requests.jsonl holds',
  );
});

it('guesses at no model where two may give the score, nor where a rule reads what no score is called', async () => {
  const twice = scoring(byScore, { 'ml/other.json': THREE_FEATURES });
  const { stdout } = await weir(twice, 'init');
  expect(flat(stdout)).toContain(
    'rules/decision.json reads score, which ml/fraud.json or ml/other.json may give: its step says so by into: /score',
  );
  expect(Object.keys(written(twice).pipelines)).not.toContain('decision');

  const other = scoring({ if: [{ '==': [{ var: 'postcode' }, '1011'] }, 'block', 'allow'] });
  await weir(other, 'init');
  expect(Object.keys(written(other).pipelines)).toEqual(['fraud']);
});
