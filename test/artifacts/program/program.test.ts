/** Real programs, of all the ways in which programs go wrong: each record has its own answer, or a reason. */
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Options } from '../../../src/artifacts/artifact.ts';
import type { Answer, Carrier, Surroundings } from '../../../src/artifacts/outside.ts';
import { program } from '../../../src/artifacts/program/index.ts';
import { open } from '../../../src/artifacts/program/open.ts';

const NODE = process.execPath;
const opened: Carrier[] = [];

afterEach(async () => {
  for (const carrier of opened.splice(0)) await carrier[Symbol.asyncDispose]();
});

/** Answers each document's `x` with what an expression makes of it. */
function each(expression: string): string {
  return `const rl = require('node:readline').createInterface({ input: process.stdin });
let n = 0;
rl.on('line', (line) => { n += 1; const { x } = JSON.parse(line); ${expression} });
const say = (value) => process.stdout.write(JSON.stringify(value) + '\\n');`;
}

/** The same in a language that starts at once, where programs are started again and again. */
function awk(statements: string): Options {
  const x = 'match($0, /[0-9]+/); x = substr($0, RSTART, RLENGTH) + 0;';
  return { run: ['awk', `function say(v) { print v; fflush() } { ${x} ${statements} }`] };
}

async function start(
  source: string,
  options: Options = {},
  surroundings: Partial<Surroundings> = {},
): Promise<Carrier> {
  const files = new Map([['scoring/main.cjs', Buffer.from(source)]]);
  const carrier = await open(
    { path: 'scoring/', kind: 'program', files, options: { run: [NODE, 'scoring/main.cjs'], ...options } },
    'base',
    { refuses: () => undefined, environment: { PATH: process.env.PATH }, jobs: 2, ...surroundings },
  );
  opened.push(carrier);
  return carrier;
}

function lines(count: number): string[] {
  return Array.from({ length: count }, (_, x) => JSON.stringify({ x }));
}

/** Answers by the number of their record; a reason for those without. */
async function ask(carrier: Carrier, requests: readonly string[]): Promise<(number | string)[]> {
  const answers = await carrier.ask(requests);
  return answers.map((answer: Answer) => (typeof answer === 'string' ? Number(answer) : answer.reason));
}

function expectAllBut(answers: readonly (number | string)[], broken: readonly number[], reason: RegExp): void {
  for (const [x, answer] of answers.entries()) {
    if (broken.includes(x)) expect(answer).toMatch(reason);
    else expect(answer).toBe(x);
  }
}

describe('a program', () => {
  test('answers in order, from several processes at once, again and again', async () => {
    const carrier = await start(each('say(x);'));
    for (let round = 0; round < 3; round += 1) expectAllBut(await ask(carrier, lines(2000)), [], /never/);
    expect(await carrier.doubt?.()).toBeUndefined();
  });

  test('that crashes fails those records alone, and is started again', async () => {
    const carrier = await start(
      '',
      awk('if (x % 400 == 7) { print "RangeError: x is " x > "/dev/stderr"; exit 1 } say(x)'),
    );
    const answers = await ask(carrier, lines(1000));
    expectAllBut(answers, [7, 407, 807], /^the program ended with exit status 1 \(RangeError\)$/);
  });

  test('that leaves a line out loses that record alone', async () => {
    const carrier = await start('', { ...awk('if (x != 300) say(x)'), timeout: 0.5 });
    expectAllBut(await ask(carrier, lines(700)), [300], /^the program ended with exit status 0$/);
  });

  test('that prints what is no JSON, or a line too many, shifts no other', async () => {
    const carrier = await start('', { ...awk('if (x == 20) say("debug"); if (x == 30) say(x); say(x)'), timeout: 0.5 });
    expectAllBut(
      await ask(carrier, lines(300)),
      [20, 30],
      /^the program printed other lines than one of JSON a document$/,
    );
  });

  test('that never answers one record fails it after the timeout', async () => {
    const carrier = await start('', { ...awk('if (x == 5) while (1) y = 1; say(x)'), timeout: 0.5 });
    expectAllBut(await ask(carrier, lines(40)), [5], /^the program did not answer within 0.5 s$/);
  });

  test('that is silent too often is not waited for any more', async () => {
    const carrier = await start('', { ...awk('if (x > 1) while (1) y = 1; say(x)'), timeout: 0.5 });
    const answers = await ask(carrier, lines(8));
    expect(answers.slice(0, 2)).toEqual([0, 1]);
    expect(answers.at(-1)).toBe('the program did not answer 3 times; the rest was not tried');
  });

  test('that answers only once its input ends is shown an end', async () => {
    const atEnd = awk('all[NR] = x } END { for (i = 1; i <= NR; i++) print all[i]');
    const carrier = await start('', { ...atEnd, timeout: 0.5, processes: 1 });
    expectAllBut(await ask(carrier, lines(500)), [], /never/);
    expectAllBut(await ask(carrier, lines(500)), [], /never/);
  });

  test('that says more in the end than it was asked casts doubt on what it said', async () => {
    const carrier = await start(`${each('say(x);')} rl.on('close', () => say('done'));`);
    await ask(carrier, lines(10));
    expect(await carrier.doubt?.()).toMatch(/more lines than it was given documents/);
  });

  test('that does not even start says what it said', async () => {
    const carrier = await start(`require('no-such-package');`);
    await expect(carrier.ask(lines(3))).rejects.toThrow(
      /scoring\/: the program, given nothing, ended with exit status 1.*no-such-package/s,
    );
    const nowhere = await start('', { run: ['no-such-command'] });
    await expect(nowhere.ask(lines(3))).rejects.toThrow(/there is no no-such-command on the PATH/);
  });

  test('has in its environment what is named and PATH, and its own files alone', async () => {
    const source = `require('node:readline').createInterface({ input: process.stdin }).on('line', () =>
      console.log(JSON.stringify([Object.keys(process.env).sort(), require('node:fs').readdirSync('.')])));`;
    process.env.WEIR_TEST_SECRET = 'hidden';
    const carrier = await start(
      source,
      { env: ['REGION', 'ABSENT'] },
      { environment: { ...process.env, REGION: 'eu' } },
    );
    const [answer] = await carrier.ask(['{}']);
    delete process.env.WEIR_TEST_SECRET;
    expect(JSON.parse(String(answer))).toEqual([['PATH', 'PYTHONUNBUFFERED', 'REGION'], ['scoring']]);
  });

  test('is set up once for the same files', async () => {
    const cache = mkdtempSync(join(tmpdir(), 'weir-test-'));
    const log = join(cache, 'log');
    const setup = [NODE, '-e', `fs.appendFileSync(${JSON.stringify(log)}, '.'); fs.writeFileSync('made', '41')`];
    for (const _time of [1, 2]) {
      const carrier = await start(
        each(`say(x + Number(require('node:fs').readFileSync('made')));`),
        { setup },
        { cache },
      );
      expect(await ask(carrier, ['{"x":1}'])).toEqual([42]);
    }
    expect(readFileSync(log, 'utf8')).toBe('.');
    await expect(
      start('', { setup: [NODE, '-e', `console.error('no wheel'); process.exit(3)`] }, { cache }),
    ).rejects.toThrow(/its setup ended with exit status 3.*no wheel/s);
  });

  test('does not run where nobody lets it', async () => {
    const mark = join(mkdtempSync(join(tmpdir(), 'weir-test-')), 'mark');
    const carrier = await start(
      `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`,
      {},
      { noPrograms: 'not here' },
    );
    expect(await carrier.ask(['{}'])).toEqual([{ outcome: 'unreplayable', reason: 'scoring/ is a program: not here' }]);
    expect(existsSync(mark)).toBe(false);
  });
});

test('edits of a program are its changed hunks, with lines, and its new and lost files', () => {
  const artifact = (files: Record<string, string | Uint8Array>) => ({
    path: 'scoring/',
    kind: 'program' as const,
    files: new Map(Object.entries(files)),
  });
  const edits = program.diff(
    artifact({
      'scoring/a.py': 'x = 1\ny = 2\nz = 3\n',
      'scoring/gone.py': '',
      'scoring/w.bin': new Uint8Array([0, 1]),
    }),
    artifact({
      'scoring/a.py': 'x = 1\ny = 20\nz = 3\nw = 4\n',
      'scoring/new.py': 'a\nb\n',
      'scoring/w.bin': new Uint8Array([0, 2]),
    }),
  );
  expect(edits.map(({ artifact, lines, change }) => [artifact, lines, change])).toEqual([
    ['scoring/a.py', [2, 2], 'lines-changed'],
    ['scoring/a.py', [4, 4], 'lines-added'],
    ['scoring/gone.py', [1, 1], 'file-removed'],
    ['scoring/new.py', [1, 2], 'file-added'],
    ['scoring/w.bin', [1, 1], 'bytes-changed'],
  ]);
});
