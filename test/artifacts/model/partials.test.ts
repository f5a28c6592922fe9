/** Templates that include others, of files of a repository: what they render, which files they are, what an edit of one is. */
import { expect, test } from 'vitest';
import { blend } from '../../../src/artifacts/blend/blend.ts';
import type { Artifact, Engine } from '../../../src/artifacts/engine.ts';
import { loadArtifact } from '../../../src/artifacts/load.ts';
import { dotprompt } from '../../../src/artifacts/model/dotprompt/index.ts';
import { handlebars } from '../../../src/artifacts/model/handlebars/index.ts';
import { partialsIn } from '../../../src/artifacts/model/handlebars/partials.ts';

async function load(files: Readonly<Record<string, string>>, path: string, engine: Engine): Promise<Artifact> {
  const readBytes = async (file: string) => (files[file] === undefined ? undefined : Buffer.from(files[file]));
  const read = async (file: string) => files[file];
  const artifact = await loadArtifact({ read, readBytes }, path, engine, async () => Object.keys(files));
  if (!artifact) throw new Error('no artifact');
  return artifact;
}

async function render(artifact: Artifact, engine: Engine, document: unknown): Promise<string> {
  const [outcome] = await (await engine.compile(artifact)).run([document]);
  return outcome?.outcome === 'ok' ? String(outcome.value) : `${outcome?.outcome}: ${outcome?.reason}`;
}

const HANDLEBARS = {
  'prompts/answer.hbs': '{{> header}}\n{{#each turns}}{{> parts/turn who=role}}{{/each}}{{#> closing}}Bye.{{/closing}}',
  'prompts/header.hbs': 'You answer for {{> tone}}{{company}}.\n',
  'prompts/_tone.hbs': 'kind ',
  'prompts/parts/turn.hbs': '{{who}}: {{text}}\n',
  // Farther away, so not meant.
  'mails/header.hbs': 'Dear {{company}},',
};
const TICKET = { company: 'Acme & Co', turns: [{ role: 'user', text: 'Hi <b>' }] };

test('Handlebars includes what lies nearest, and what that includes', async () => {
  const artifact = await load(HANDLEBARS, 'prompts/answer.hbs', handlebars);
  expect([...artifact.files.keys()].sort()).toEqual(
    ['answer', '_tone', 'header', 'parts/turn'].map((name) => `prompts/${name}.hbs`).sort(),
  );
  expect(await render(artifact, handlebars, TICKET)).toBe('You answer for kind Acme & Co.\nuser: Hi <b>\nBye.');
});

test('an edit of a partial is an edit of the prompt, with its file and line, and can be applied alone', async () => {
  const base = await load(HANDLEBARS, 'prompts/answer.hbs', handlebars);
  const changed = {
    ...HANDLEBARS,
    'prompts/answer.hbs': HANDLEBARS['prompts/answer.hbs'].replace('Bye', 'Goodbye'),
    'prompts/_tone.hbs': 'friendly ',
    'prompts/closing.hbs': 'See {{company}}.',
  };
  const head = await load(changed, 'prompts/answer.hbs', handlebars);
  const edits = handlebars.diff(base, head);
  expect(edits.map(({ artifact, lines, message }) => [artifact, lines?.[0], message])).toEqual([
    ['prompts/_tone.hbs', 1, '`kind ` became `friendly `'],
    ['prompts/answer.hbs', 2, expect.stringContaining('Goodbye')],
    ['prompts/closing.hbs', 1, 'prompts/closing.hbs is new'],
  ]);
  const both = await load({ ...changed, 'prompts/closing.hbs': '' }, 'prompts/answer.hbs', handlebars);
  const withoutClosing = { ...both, files: new Map([...both.files].filter(([path]) => !path.includes('closing'))) };
  const only = blend(handlebars, base, withoutClosing)?.apply(new Set([0]));
  expect(only && (await render(only, handlebars, TICKET))).toBe(
    'You answer for friendly Acme & Co.\nuser: Hi <b>\nBye.',
  );
});

test('a mistake in a partial is an error at its line; a partial that is not there, and one without end, fail the record', async () => {
  const broken = await load({ 'a.hbs': '{{> b}}', 'b.hbs': 'x\n{{#if y}}' }, 'a.hbs', handlebars);
  await expect(handlebars.compile(broken)).rejects.toThrow(/^b\.hbs:2/);
  const lost = await load({ 'a.hbs': 'x {{> gone}}' }, 'a.hbs', handlebars);
  expect(await render(lost, handlebars, {})).toBe('failed: the template includes gone, and there is no such file');
  const named = await load({ 'a.hbs': '{{> (lookup . "secret")}}' }, 'a.hbs', handlebars);
  expect(await render(named, handlebars, { secret: 'abc123' })).toBe('failed: the template broke with Error');
  const endless = await load({ 'a.hbs': '{{> b}}', 'b.hbs': '{{> b}}' }, 'a.hbs', handlebars);
  expect(await render(endless, handlebars, {})).toMatch(/^failed: .* nested too deeply/);
});

test('dotprompt: partials are files with an underscore, without their front matter', async () => {
  const files = {
    'prompts/answer.prompt': '---\nmodel: gpt-4o\n---\n{{role "system"}}{{> persona}}\n{{question}}',
    'prompts/_persona.prompt':
      '---\ninput: {}\n---\nYou are {{name}}{{#ifEquals plan "pro"}}, for experts{{/ifEquals}}.',
  };
  const artifact = await load(files, 'prompts/answer.prompt', dotprompt);
  expect(await render(artifact, dotprompt, { name: 'Ada', plan: 'pro', question: 'Why?' })).toBe(
    '[model gpt-4o]\n\n[system]\nYou are Ada, for experts.\nWhy?',
  );
  const head = await load(
    { ...files, 'prompts/_persona.prompt': files['prompts/_persona.prompt'].replace('experts', 'beginners') },
    'prompts/answer.prompt',
    dotprompt,
  );
  expect(dotprompt.diff(artifact, head)).toMatchObject([{ artifact: 'prompts/_persona.prompt', lines: [4, 4] }]);
});

test.each([
  ['{{> a}}{{~> b/c}}{{#> "d e"}}{{/"d e"}}', ['a', 'b/c', 'd e']],
  ['{{!-- {{> a}} --}}{{! > b}}{{> @partial-block}}{{> (lookup . "x")}}', []],
  ['{{#*inline "own"}}x{{/inline}}{{> own}}{{> other}}', ['other']],
  ['{{a}} > {{b}}', []],
])('%s includes %j', (text, expected) => {
  expect(partialsIn(text)).toEqual(expected);
});
