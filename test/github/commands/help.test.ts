import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigError } from '../../../src/errors.ts';
import * as answers from '../../../src/github/commands/help.ts';
import * as issues from '../../../src/github/commands/help-on-issues.ts';
import { parseCommand } from '../../../src/github/commands/parse.ts';

const sha = '0123456789abcdef0123456789abcdef01234567';

/** Every answer there is, with this as whatever a person wrote. */
function everything(written: string): string[] {
  const pipeline = { name: written, owners: ['@acme/claims', written] };
  return [
    answers.help(),
    answers.wrong({ kind: 'unknown', found: written, nearest: 'approve' }),
    answers.wrong({ kind: 'missing', verb: 'approve', what: 'pipeline' }),
    answers.wrong({ kind: 'missing', verb: 'approve', what: 'reason' }),
    answers.wrong({ kind: 'unexpected', verb: 'rerun', found: written, nearest: '--full' }),
    answers.wrong({ kind: 'sha', found: written }),
    answers.wrong({ kind: 'long-reason', characters: 612 }),
    answers.wrong({ kind: 'several', commands: 2 }),
    answers.wrong({ kind: 'long-comment' }),
    answers.notPermitted('rerun', written),
    answers.notOwner(pipeline, 'approve', 'octo-eve'),
    answers.notOwner({ ...pipeline, owners: [] }, 'revoke', 'octo-eve'),
    answers.membershipUnreadable(['@acme/claims', written], 'octo-eve'),
    answers.authorCannotApprove(),
    answers.pipelineNotFound(written, 'fares', ['fares', 'delays', written]),
    answers.pipelineNotFound(written, undefined, []),
    answers.configBroken(
      new ConfigError([{ file: '.github/weir.yml', line: 3, column: 5, message: `unknown key ${written}` }]),
    ),
    answers.notYet(),
    answers.changedSince(),
    answers.nothingJudged(),
    answers.nothingToApprove(),
    answers.nothingToApprove(written),
    answers.nothingToRevoke(),
    answers.nothingToRevoke(written),
    answers.leftAlone([answers.notOwner(pipeline, 'approve', 'octo-eve'), answers.nothingToApprove('delays')]),
    answers.runNotNeeded(),
    answers.otherHead(written, sha),
    answers.headUnseen(sha),
    answers.whichHead(sha, 'approve'),
    answers.whichHead(sha, 'run'),
    answers.closed(),
    answers.wrong({ kind: 'missing', verb: 'snooze', what: 'days' }),
    answers.wrong({ kind: 'days', found: written }),
    answers.notOwner(pipeline, 'snooze', 'octo-eve'),
    issues.onlyInIssues('accept'),
    issues.onlyInPulls('rerun'),
    issues.findingOver(),
    issues.noLongerWatched(written),
    issues.notWatched(new ConfigError([{ message: `unknown key ${written}` }])),
    issues.tooLong(30),
    issues.usualAlready(written),
    issues.notWritten('issues'),
  ];
}

test('the answers read as their golden file', async () => {
  await expect(`${everything('fare').join('\n\n---\n\n')}\n`).toMatchFileSnapshot('golden/answers.md');
});

/** What is left when code spans and escapes are gone: what GitHub acts upon. */
function active(markdown: string): string {
  return markdown.replace(/\\[!-/:-@[-`{-~]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}

const hostile = fc.array(
  fc.oneof(
    fc.constantFrom(
      '@acme/all',
      '`',
      '|',
      '<img src=x>',
      '](https://acme.example)',
      '\n\n# ',
      '#1',
      '-->',
      '\u202e',
      '\\',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  ),
  { maxLength: 8 },
);

test('nothing that people write is markup, a link or a mention in an answer', () => {
  fc.assert(
    fc.property(
      hostile.map((parts) => parts.join('')),
      (written) => {
        for (const answer of everything(written)) {
          expect(active(answer)).not.toMatch(/[<`[]|@(?!&#8203;)|:\/\/|www\./);
          expect(answer).not.toMatch(/(?!\n)\p{Cc}/u);
        }
      },
    ),
  );
});

test('no answer is a command, should anyone send it back', () => {
  for (const answer of everything('/weir rerun')) expect(parseCommand(answer)).toEqual({ kind: 'nothing' });
});

test('very many names are cut short', () => {
  const names = Array.from({ length: 500 }, (_, index) => `pipeline-${index}`);

  expect(answers.pipelineNotFound('x', undefined, names)).toContain('`pipeline-9` and 490 more.');
});
