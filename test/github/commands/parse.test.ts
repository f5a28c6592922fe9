import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Command, type CommandProblem, parseCommand } from '../../../src/github/commands/parse.ts';
import { processorTime } from '../../processor-time.ts';

const rerun: Command = { verb: 'rerun', full: false };
const full: Command = { verb: 'rerun', full: true };
const tariff: Command = { verb: 'approve', pipeline: 'fares', reason: 'new tariff' };

test.each<[string, Command]>([
  ['/weir rerun', rerun],
  ['/Weir RERUN', rerun],
  ['/WEIR rerun.', rerun],
  ['/weir rerun!!', rerun],
  ['/weir: rerun', rerun],
  ['   /weir   rerun   ', rerun],
  ['\r\n/weir rerun\r\n', rerun],
  ['Thank you!\n/weir rerun\nI will be back.', rerun],
  ['/weir rerun --full', full],
  ['/weir rerun --FULL.', full],
  ['/weir rerun —full', full],
  ['/weir rerun <!-- please -->', rerun],
  ['`/weir rerun`', rerun],
  ['``/weir rerun``', rerun],
  ['```/weir rerun```', rerun],
  ['/weir\u00a0rerun', rerun],
  ['\ufeff/weir re\u200brun', rerun],
  ['/weir rerun\n\nand again\n\n/weir rerun.', rerun],
  ['> What about this?\n\n/weir rerun', rerun],
  ['> What about this?\n>\n/weir rerun', rerun],
  ['On Mon, 5 Jan 2026, Octo Dev wrote:\n> /weir approve all fine\n\n/weir rerun', rerun],
  ['/weir rerun\n\nOn Mon, 5 Jan 2026, Octo Dev wrote:\n\n/weir approve all fine', rerun],
  ['```\nsome code\n```\n/weir rerun', rerun],
  ['Please:\n/weir rerun', rerun],
  ['<p>\n\n/weir rerun\n\n</p>', rerun],
  ['Line one<br>\n/weir rerun', rerun],
  ['<b>Bold</b> words.\n\n/weir rerun', rerun],
  ['On Monday at 10:00:\n\n/weir rerun', rerun],
  ['Two things at 10:30, see below:\n\n/weir rerun', rerun],
  ['Am Montag wurde es besser:\n\n/weir rerun', rerun],
  ['a *b\n/weir rerun', rerun],
  ['| a |\n| - |\n| b |\n\n/weir rerun', rerun],
  ['- ```\n  some code\n  ```\n/weir rerun', rerun],
  ['<!-- a template -->\n/weir rerun', rerun],
  ['/weir approve fares new tariff', tariff],
  ['/weir approve fares   new\ttariff  ', tariff],
  ['/weir approve fares, new tariff', tariff],
  ['/weir approve fares: new tariff', tariff],
  ['/weir approve fares – new tariff', tariff],
  ['/weir approve "fares" new tariff', tariff],
  ['/weir approve `fares` new tariff', tariff],
  ['/weir approve “fares”, new tariff', tariff],
  ['/weir approve <fares> new tariff', tariff],
  ['/weir approve fares "new tariff"', tariff],
  ['/weir approve fares\nnew tariff', tariff],
  ['/weir approve fares new\r\ntariff\r\n\r\nSee you.', tariff],
  ['/weir approve fares new tariff\n> /weir approve delays old tariff', tariff],
  ['`/weir approve fares new tariff`', tariff],
  ['/weir approve fares @0123ABC new tariff', { ...tariff, sha: '0123abc' }],
  ['/weir approve fares @0123abcdef, new tariff', { ...tariff, sha: '0123abcdef' }],
  ['/weir approve fares @octo-ann new tariff', { ...tariff, reason: '@octo-ann new tariff' }],
  ['/weir approve fares see [this](x)\n[and that](y)', { ...tariff, reason: 'see [this](x) [and that](y)' }],
  ['/weir approve fares.v2 x', { verb: 'approve', pipeline: 'fares.v2', reason: 'x' }],
  ['/weir approve "v1." x', { verb: 'approve', pipeline: 'v1.', reason: 'x' }],
  ['/weir approve ALL -1 % is what we want', { verb: 'approve', pipeline: 'ALL', reason: '-1 % is what we want' }],
  ['/weir approve all use `--full` later', { verb: 'approve', pipeline: 'all', reason: 'use `--full` later' }],
  ['/weir revoke fares', { verb: 'revoke', pipeline: 'fares' }],
  ["/weir revoke 'fares'!", { verb: 'revoke', pipeline: 'fares' }],
  ['/weir run', { verb: 'run' }],
  ['/weir run 0123ABC', { verb: 'run', sha: '0123abc' }],
  ['/weir run `0123abcdef`.', { verb: 'run', sha: '0123abcdef' }],
  ['/weir explain fares?', { verb: 'explain', pipeline: 'fares' }],
  ['/weir accept the new rule', { verb: 'accept', reason: 'the new rule' }],
  ['/weir accept "the new\nrule"', { verb: 'accept', reason: 'the new rule' }],
  ['/weir snooze 14d', { verb: 'snooze', days: 14 }],
  ['/weir snooze 2w.', { verb: 'snooze', days: 14 }],
  ['/weir snooze 90 Days', { verb: 'snooze', days: 90 }],
  ['/weir help', { verb: 'help' }],
  ['/weir help me, please', { verb: 'help' }],
  ['/weir --help', { verb: 'help' }],
  ['/weir', { verb: 'help' }],
  ['/weir?', { verb: 'help' }],
])('%j is a command', (body, command) => {
  expect(parseCommand(body)).toEqual({ kind: 'command', command });
});

test.each<[string, CommandProblem]>([
  ['/weir reurn', { kind: 'unknown', found: 'reurn', nearest: 'rerun' }],
  ['/weir aprove fares fine', { kind: 'unknown', found: 'aprove', nearest: 'approve' }],
  ['/weir deploy', { kind: 'unknown', found: 'deploy' }],
  ['/weir is great', { kind: 'unknown', found: 'is' }],
  ['/weir approve', { kind: 'missing', verb: 'approve', what: 'pipeline' }],
  ['/weir approve fares', { kind: 'missing', verb: 'approve', what: 'reason' }],
  ['/weir approve fares –', { kind: 'missing', verb: 'approve', what: 'reason' }],
  ['/weir approve fares ""', { kind: 'missing', verb: 'approve', what: 'reason' }],
  // Nobody sees these: Hangul fillers, a joiner of graphemes, a selector of variants, a braille pattern without dots.
  ...['\u3164', '\u115f \u1160', '\uffa0', '\u034f', '\ufe0f', '\u{e0100}', '\u2800', '"\u3164"'].map(
    (blank): [string, CommandProblem] => [
      `/weir approve fares ${blank}`,
      { kind: 'missing', verb: 'approve', what: 'reason' },
    ],
  ),
  ['/weir approve fares\n\nnew tariff', { kind: 'missing', verb: 'approve', what: 'reason' }],
  ['/weir approve fares\n```\nnew tariff\n```', { kind: 'missing', verb: 'approve', what: 'reason' }],
  ['/weir approve --all fine', { kind: 'unexpected', verb: 'approve', found: '--all' }],
  ['/weir approve fares --force it', { kind: 'unexpected', verb: 'approve', found: '--force' }],
  ['/weir approve fares -m it', { kind: 'unexpected', verb: 'approve', found: '-m' }],
  ['/weir rerun --ful', { kind: 'unexpected', verb: 'rerun', found: '--ful', nearest: '--full' }],
  ['/weir rerun full', { kind: 'unexpected', verb: 'rerun', found: 'full', nearest: '--full' }],
  ['/weir rerun fares', { kind: 'unexpected', verb: 'rerun', found: 'fares' }],
  ['/weir revoke', { kind: 'missing', verb: 'revoke', what: 'pipeline' }],
  ['/weir revoke fares delays', { kind: 'unexpected', verb: 'revoke', found: 'delays' }],
  ['/weir revoke --all', { kind: 'unexpected', verb: 'revoke', found: '--all' }],
  ['/weir explain', { kind: 'missing', verb: 'explain', what: 'pipeline' }],
  ['/weir run 0123ab', { kind: 'sha', found: '0123ab' }],
  ['/weir run main', { kind: 'sha', found: 'main' }],
  ['/weir run 0123abc now', { kind: 'unexpected', verb: 'run', found: 'now' }],
  [`${'x'.repeat(20_001)}\n\n/weir rerun`, { kind: 'long-comment' }],
  [`${'- > '.repeat(30)}\n\n/weir rerun`, { kind: 'long-comment' }],
  ['/weir rerun\n/weir help', { kind: 'several', commands: 2 }],
  ['/weir approve fares fine\n/weir approve delays fine', { kind: 'several', commands: 2 }],
  ['/weir rerun\n\n/weir reurn\n\n/weir help', { kind: 'several', commands: 3 }],
  ['/weir accept', { kind: 'missing', verb: 'accept', what: 'reason' }],
  ['/weir accept --all fine', { kind: 'unexpected', verb: 'accept', found: '--all' }],
  ['/weir snooze', { kind: 'missing', verb: 'snooze', what: 'days' }],
  ['/weir snooze 0d', { kind: 'days', found: '0d' }],
  ['/weir snooze 91d', { kind: 'days', found: '91d' }],
  ['/weir snooze 13w', { kind: 'days', found: '13w' }],
  ['/weir snooze for ever', { kind: 'days', found: 'for ever' }],
  [`/weir approve fares ${'x'.repeat(501)}`, { kind: 'long-reason', characters: 501 }],
])('%j is answered', (body, problem) => {
  expect(parseCommand(body)).toEqual({ kind: 'answer', problem });
});

test.each([
  '',
  '   ',
  'Looks good to me.',
  'Try /weir rerun',
  'Please: /weir rerun',
  '/weirdo',
  '/weir-bot rerun',
  '/weir.yml is wrong',
  '/weir/rerun',
  '//weir rerun',
  '@weir rerun',
  'weir rerun',
  '`/weir rerun` checks again',
  '`/weir rerun` or `/weir help`',
  '> /weir rerun',
  '>/weir rerun',
  '   > /weir rerun',
  '> > /weir rerun',
  '> somebody wrote in a long line\n/weir rerun',
  '- > somebody wrote\n/weir rerun',
  '    /weir rerun',
  '\t/weir rerun',
  '\u00a0\u00a0\u00a0\u00a0/weir rerun',
  '- /weir rerun',
  '```\n/weir rerun\n```',
  '```sh\n/weir rerun',
  '~~~\n/weir rerun\n```\n/weir rerun\n~~~',
  '````\n```\n/weir rerun\n````',
  '```\n    ```\n/weir rerun\n```',
  '- ```\n  /weir rerun\n  ```',
  '1. ~~~\n   /weir rerun\n   ~~~',
  '- ```\n  code\n```\n/weir rerun',
  '<!-- /weir rerun -->',
  '<!--\n/weir rerun\n-->',
  '<!-- x --> /weir rerun',
  'text <!-- \n/weir rerun\n-->',
  '<pre>\n/weir rerun\n</pre>',
  '<textarea>/weir\n/weir rerun',
  '> a quote\u2028/weir rerun',
  '<blockquote>\n/weir rerun\n</blockquote>',
  '<blockquote>\n\n/weir rerun\n\n</blockquote>',
  '<blockquote><p>\n\n/weir rerun',
  'They wrote <q>\n/weir rerun</q>',
  '<code>\n/weir rerun\n</code>',
  'It is <code>\n\n/weir rerun\n\n</code> there.',
  '<details>\n<summary>a log</summary>\n\n/weir rerun\n\n</details>',
  '<div title="\n\n/weir rerun\n\n">x</div>',
  '<div><!--\n\n/weir rerun\n\n--></div>',
  'See <a title="\n/weir rerun\n" href="x">this</a>',
  'It is `a\n/weir rerun\nb` there',
  '``\n/weir rerun\n``',
  '<![CDATA[\n/weir rerun\n]]>',
  'x <![CDATA[\n/weir rerun\n]]>',
  '<?php\n/weir rerun\n?>',
  '<!DOCTYPE x\n/weir rerun\n>',
  '[this](https://acme.example "a title\n/weir rerun")',
  '![this](a.png "a title\n/weir rerun\n")',
  '[this\n/weir rerun\n](https://acme.example)',
  '![this\n/weir rerun\n](a.png)',
  '[this]: https://acme.example "a title\n/weir rerun\n"',
  'Not any more: ~~a\n/weir rerun\nb~~',
  '[^1]: a note\n/weir rerun',
  '| a |\n| - |\n/weir rerun',
  '- an item\n/weir rerun',
  '- an item\n\n  /weir rerun',
  '# /weir rerun',
  '/weir rerun\n---',
  // Where it is not the same with and without what nobody sees: the fence does not end on GitHub.
  '```\n\u200b```\n/weir rerun\n```',
  'Gut.\n\nAm 5. Januar 2026 schrieb Octo Dev <octo@acme.example>:\n\n/weir approve all gut',
  'Gut.\n\nAm Montag, 5. Januar 2026 um 10:00 schrieb Octo Dev\n<octo@acme.example>:\n\n/weir approve all gut',
  'Bien.\n\nLe lun. 5 janv. 2026 à 10:00, Octo Dev <octo@acme.example> a écrit :\n\n/weir approve all bien',
  'Bien.\n\nEl lun, 5 ene 2026 a las 10:00, Octo Dev (<octo@acme.example>) escribió:\n\n/weir approve all bien',
  'Bene.\n\nIl giorno lun 5 gen 2026 alle ore 10:00 Octo Dev ha scritto:\n\n/weir approve all bene',
  'Bom.\n\nEm seg., 5 de jan. de 2026 às 10:00, Octo Dev escreveu:\n\n/weir approve all bom',
  'Goed.\n\nOp ma 5 jan 2026 om 10:00 schreef Octo Dev:\n\n/weir approve all goed',
  'Bra.\n\nDen mån 5 jan. 2026 kl 10:00 skrev Octo Dev:\n\n/weir approve all bra',
  'Dobrze.\n\npon., 5 sty 2026 o 10:00 Octo Dev napisał(a):\n\n/weir approve all dobrze',
  'Хорошо.\n\nпн, 5 янв. 2026 г. в 10:00, Octo Dev <octo@acme.example>:\n\n/weir approve all да',
  'Хорошо.\n\n5 января 2026, 10:00 Octo Dev пишет:\n\n/weir approve all да',
  'Tamam.\n\nOcto Dev, 5 Oca 2026 Pzt, 10:00 tarihinde şunu yazdı:\n\n/weir approve all tamam',
  '好的。\n\nOcto Dev 于2026年1月5日周一 10:00写道：\n\n/weir approve all 好',
  'はい。\n\n2026年1月5日(月) 10:00 Octo Dev <octo@acme.example>:\n\n/weir approve all ok',
  '네.\n\n2026년 1월 5일 (월) 오전 10:00, Octo Dev님이 작성:\n\n/weir approve all ok',
  'Gut.\n\n-----Ursprüngliche Nachricht-----\n\n/weir approve all gut',
  'Bien.\n\n-------- Message transféré --------\n\n/weir approve all bien',
  'Gut.\n\nVon: Octo Dev\nGesendet: Montag\nAn: Octo Claims\n\n/weir approve all gut',
  'Bien.\n\n*De :* Octo Dev <octo@acme.example>\n*Envoyé :* lundi 5 janvier 2026\n\n/weir approve all bien',
  '好的。\n\n发件人: Octo Dev <octo@acme.example>\n发送时间: 2026年1月5日\n\n/weir approve all 好',
  'Fine.\n\n-----Original Message-----\nFrom: Octo Dev\n\n/weir approve all please',
  'Fine.\n\nFrom: Octo Dev <octo@acme.example>\nSent: Monday\n\n/weir approve all please',
  'Fine.\n\nOn Mon, 5 Jan 2026, Octo Dev\n<octo@acme.example> wrote:\n\n/weir approve all please',
])('%j is nothing', (body) => {
  expect(parseCommand(body)).toEqual({ kind: 'nothing' });
});

test('a reason is counted in characters, not in halves of emoji', () => {
  expect(parseCommand(`/weir approve fares ${'🌊'.repeat(500)}`)).toMatchObject({ kind: 'command' });
});

/** Lines that come close to a command, between those that come close to code, quotes and mails. */
const piece = fc.constantFrom(
  '/weir',
  '/weir rerun',
  '/weir approve',
  ' fares',
  '`',
  '```',
  '~~~',
  '>',
  '<!--',
  '-->',
  '- ',
  '1. ',
  '    ',
  '\n',
  '\r\n',
  '\n\n',
  '"',
  '\u200b',
  'On Monday wrote:',
  'From: ',
);
const body = fc
  .array(fc.oneof({ weight: 3, arbitrary: piece }, fc.string({ unit: 'binary', maxLength: 5 })), { maxLength: 30 })
  .map((pieces) => pieces.join(''));

test('no text makes it throw', () => {
  fc.assert(fc.property(body, (text) => void parseCommand(text)));
});

test('text without a line that starts with the name is nothing', () => {
  fc.assert(
    fc.property(body, (text) => {
      const without = text.replaceAll(/\/(?=\p{Cf}*w)/giu, 'x');
      expect(parseCommand(without).kind).toBe('nothing');
    }),
  );
});

test('whatever is quoted line by line is nothing', () => {
  fc.assert(
    fc.property(body, (text) => {
      const quoted = text.replaceAll(/^/gm, '> ').replaceAll(/\r(?!\n)/g, '\r> ');
      expect(parseCommand(quoted).kind).toBe('nothing');
    }),
  );
});

test('whatever stands in a long enough fence is nothing', () => {
  fc.assert(
    fc.property(body, fc.constantFrom('`', '~'), (text, mark) => {
      const fence = mark.repeat(100);
      expect(parseCommand(`${fence}\n${text}\n${fence}`).kind).toBe('nothing');
    }),
  );
});

test('a comment of the greatest length is parsed at once', () => {
  const hard = [
    '[',
    '*a ',
    '_a*b ',
    '|a\n',
    '- a\n',
    '> a\n',
    '[a]: b\n',
    '<a href="',
    '<!--',
    '`/weir ',
    'On x\n',
    '- > ',
    '/weir approve a b\n',
    'On wrote:\n> \n',
    '/weir approve "',
  ];

  for (const part of hard) {
    for (const length of [65_536, 20_000, 4000]) {
      const comment = `/weir rerun\n\n${part.repeat(length / part.length)}`.slice(0, length);
      expect(
        processorTime(() => void parseCommand(comment)),
        `${part} ${length}`,
      ).toBeLessThan(2000);
    }
  }
});
