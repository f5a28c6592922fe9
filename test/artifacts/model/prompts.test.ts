/** Templates of prompts: what they render, what they cost, and what a stranger's template cannot do. */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Artifact, Engine, Options } from '../../../src/artifacts/engine.ts';
import { dotprompt } from '../../../src/artifacts/model/dotprompt/index.ts';
import { handlebars } from '../../../src/artifacts/model/handlebars/index.ts';
import { jinja } from '../../../src/artifacts/model/jinja/index.ts';
import { liquid } from '../../../src/artifacts/model/liquid/index.ts';
import { mustache } from '../../../src/artifacts/model/mustache/index.ts';

const ALL = { handlebars, mustache, liquid, jinja };

function prompt({ extensions, kind }: Engine, text: string, options?: Options): Artifact {
  const path = `prompts/answer${extensions[0]}`;
  return { path, kind, files: new Map([[path, text]]), ...(options && { options }) };
}

async function render(
  engine: Engine,
  text: string,
  document: unknown,
  options?: Options,
  params?: unknown,
): Promise<unknown> {
  const stage = await engine.compile(prompt(engine, text, options));
  const [outcome] = await stage.run([document], { params });
  return outcome?.outcome === 'ok' ? outcome.value : `${outcome?.outcome}: ${outcome?.reason}`;
}

const ticket = { customer: { name: 'Ada & Bob' }, items: ['tea', 'milk'], note: '<b>' };

// What the languages' own documentation says of each construct, written out by hand.
test.each<[keyof typeof ALL, string]>([
  [
    'handlebars',
    '{{customer.name}}:{{#each items}} {{@index}}={{this}}{{/each}}{{#if gone}}!{{else}}.{{/if}} {{{note}}}{{note}} {{params.tone}}',
  ],
  ['mustache', '{{customer.name}}: 0={{#items}}{{.}}{{^last}} 1={{/last}}{{/items}}'],
  [
    'liquid',
    '{{ customer.name }}:{% for item in items %} {{ forloop.index0 }}={{ item }}{% endfor %}{% if gone %}!{% else %}.{% endif %} {{ note }}{{ note }} {{ params.tone }}',
  ],
  [
    'jinja',
    '{{ customer.name }}:{% for item in items %} {{ loop.index0 }}={{ item }}{% endfor %}{% if gone %}!{% else %}.{% endif %} {{ note }}{{ note }} {{ params.tone }}',
  ],
])('%s renders the document with the params, and escapes nothing', async (name, text) => {
  const expected = name === 'mustache' ? 'Ada & Bob: 0=tea 1=milk 1=' : 'Ada & Bob: 0=tea 1=milk. <b><b> calm';
  expect(await render(ALL[name], text, ticket, undefined, { tone: 'calm' })).toBe(expected);
});

test('tokens are counted and priced', async () => {
  // "hello world" are two tokens in either vocabulary (https://platform.openai.com/tokenizer).
  expect(await render(handlebars, 'hello {{who}}', { who: 'world' }, { encoding: 'o200k_base', price: 2.5 })).toEqual({
    text: 'hello world',
    tokens: 2,
    cost: 0.000005,
  });
  expect(await render(jinja, 'hello {{who}}', { who: 'world' }, { encoding: 'cl100k_base' })).toEqual({
    text: 'hello world',
    tokens: 2,
  });
  await expect(handlebars.compile(prompt(handlebars, 'x', { price: 1 }))).rejects.toThrow(
    /has a price and no vocabulary/,
  );
});

test('Jinja keeps lines of blocks, or trims them', async () => {
  const text = 'a\n{% if true %}\nb\n{% endif %}\n';
  // What Environment() and Environment(trim_blocks=True, lstrip_blocks=True) of Python's Jinja2 give.
  expect(await render(jinja, text, {})).toBe('a\n\nb\n');
  expect(await render(jinja, text, {}, { trim_blocks: true })).toBe('a\nb\n');
  expect(await render(jinja, '{{ range }} {{ none }}', { range: 7, none: 'x' })).toBe('7 x');
});

describe('dotprompt', () => {
  const text = `---
model: gpt-4o
config:
  temperature: 0.2
input:
  default: { tone: calm }
---
{{role "system"}}Answer {{tone}}.
{{role "user"}}{{#ifEquals lang "de"}}Hallo{{else}}Hello{{/ifEquals}}, {{json customer}}`;

  test('renders the model with its settings and the messages by their roles', async () => {
    expect(await render(dotprompt, text, { lang: 'de', customer: { id: 1 } })).toBe(
      '[model gpt-4o] {"config":{"temperature":0.2}}\n\n[system]\nAnswer calm.\n\n[user]\nHallo, {"id":1}',
    );
  });

  test('names the settings that changed, and the lines', () => {
    const head = text.replace('gpt-4o', 'gpt-5').replace('0.2', '0.7').replace('Answer', 'Reply');
    const edits = dotprompt.diff(prompt(dotprompt, text), prompt(dotprompt, head));
    expect(edits.map(({ message, lines }) => [message, lines])).toEqual([
      ['model: "gpt-4o" became "gpt-5"', [2, 2]],
      ['temperature: 0.2 became 0.7', [4, 4]],
      ['`{{role "system"}}Answer {{tone}}.` became `{{role "system"}}Reply {{tone}}.`', [8, 8]],
    ]);
  });
});

describe('a template of a stranger', () => {
  test.each<[keyof typeof ALL, string]>([
    [
      'handlebars',
      '{{constructor}}{{customer.constructor}}{{customer.__proto__}}{{#with customer as |c|}}{{c.constructor.name}}{{/with}}{{lookup customer "constructor"}}{{items.toString}}',
    ],
    [
      'mustache',
      '{{constructor}}{{customer.constructor}}{{customer.__proto__}}{{#customer}}{{constructor}}{{toString}}{{/customer}}{{customer.name.length}}',
    ],
    [
      'liquid',
      '{{ constructor }}{{ customer.constructor }}{{ customer.__proto__ }}{{ customer["constructor"] }}{{ items.toString }}',
    ],
    [
      'jinja',
      '{{ constructor }}{{ customer.constructor }}{{ customer.__proto__ }}{{ customer["constructor"] }}{{ "".constructor }}',
    ],
  ])('in %s reaches nothing that values inherit', async (name, text) => {
    expect(await render(ALL[name], text, ticket)).toBe('');
  });

  test.each<[keyof typeof ALL, string, RegExp]>([
    [
      'handlebars',
      '{{#with "s" as |string|}}{{#with "e"}}{{#with split as |conslist|}}{{this.pop}}{{this.push (lookup string.sub "constructor")}}{{/with}}{{/with}}{{/with}}',
      /^$|^failed: /,
    ],
    ['handlebars', '{{> passwd}}', /^failed: the template includes passwd, and there is no such file$/],
    [
      'handlebars',
      '{{#*inline "x"}}{{> x}}{{> x}}{{/inline}}{{> x}}',
      /^failed: the template, or what it renders, is nested too deeply$/,
    ],
    ['mustache', '{{> ../../etc/passwd}}', /^$/],
    ['liquid', '{% include "/etc/passwd" %}', /^failed: the template broke at line 1$/],
    [
      'liquid',
      '\n{% for i in (1..100000000) %}x{% endfor %}',
      /^failed: the template takes too much memory at line 2$/,
    ],
    ['liquid', '{{ "now" | date: "%s" }}', /^failed: the template asks for the hour/],
    ['liquid', '{{ "a,b" | split: "," | sample }}', /^failed: the template draws by chance at line 1$/],
    ['jinja', '{% for i in range(100000000) %}x{% endfor %}', /^failed: the template broke with RangeError$/],
    ['jinja', '{{ customer.name.constructor("return process")() }}', /^failed: /],
    [
      'jinja',
      '{{ nowhere | trim }}',
      /^failed: the template broke: Cannot apply filter "trim" to type: UndefinedValue$/,
    ],
    ['jinja', '{{ raise_exception("Ada") }}', /^failed: the template broke with Error$/],
  ])('in %s: %s', async (name, text, outcome) => {
    expect(await render(ALL[name], text, ticket)).toMatch(outcome);
  });
});

test('a blank line more is an edit, since a model reads it', () => {
  expect(jinja.diff(prompt(jinja, 'a\nb\n'), prompt(jinja, 'a\n\nb\n')).length).toBe(1);
});

describe('while a machine computes for others', () => {
  test('a template in Liquid still renders', async () => {
    let hours = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => ++hours * 3_600_000);
    onTestFinished(() => clock.mockRestore());
    expect(await render(liquid, '{{ customer.name }}', ticket)).toBe('Ada & Bob');
  });

  test('and one that itself takes a second does not', async () => {
    const loops = '{% for i in (1..30000) %}{% for j in (1..30000) %}{% endfor %}{% endfor %}';
    expect(await render(liquid, loops, ticket)).toBe('failed: the template takes too much time at line 1');
  });
});
