/** `weir monitor --issue`: findings as issues of the repository whose workflow this is. */
import { type Problem, UsageError } from '../../errors.ts';
import { type Done, tellAll } from '../../github/findings/tell.ts';
import type { Conversations } from '../../github/port/conversations.ts';
import { failureOf, isOutOfReach, statusOf } from '../../github/port/status.ts';
import { openConversations } from '../../github/with-token.ts';
import type { Monitored } from '../../monitor/monitor.ts';
import { plain } from '../../report/plain.ts';
import { type Page, paragraph } from '../../report/terminal/page.ts';

/** Gives what was done, for the log. Throws a UsageError where GitHub does not take it. */
export type Tell = (all: readonly Monitored[], page: Page) => Promise<string>;

/** Throws a UsageError where the variables do not say where the issues are. */
export function tellIssues(env: NodeJS.ProcessEnv): Tell {
  const { token, repository, baseUrl } = placeOf(env);
  return (all, page) => tellAt(repository, openConversations({ token, repository, baseUrl }), all, page);
}

async function tellAt(repository: string, to: Conversations, all: readonly Monitored[], page: Page): Promise<string> {
  try {
    const done = await tellAll(all, to);
    const lines = done.map((one) => paragraph(plain(sentenceOf(one)), page, { style: 'quiet' }).join('\n'));
    return `\n${[...lines, ...(lines.length === 0 ? ['No issue is needed, and none is open.'] : [])].join('\n')}\n`;
  } catch (error) {
    const message = explain(error, repository);
    if (message === undefined) throw error;
    throw new UsageError([{ ...message, elsewhere: true }], { cause: error });
  }
}

const DID: Readonly<Record<Done['did'], string>> = {
  opened: 'an issue was opened',
  written: 'its issue was brought up to date',
  closed: 'it is over, and its issue was closed',
  'opened again': 'its issue was opened again',
  nothing: 'nothing to do',
};

function sentenceOf({ pipeline, cause, did, why, url }: Done): string {
  return `${pipeline}, ${cause.replace(/^(merge \w{12}).*/, '$1')}: ${why ?? DID[did]}${url === undefined ? '' : `: ${url}`}`;
}

/** As GitHub's runner sets them; the token has to be handed on by the workflow. */
function placeOf(env: NodeJS.ProcessEnv): { token: string; repository: string; baseUrl: string } {
  const { GITHUB_TOKEN: token = '', GITHUB_REPOSITORY: repository = '', GITHUB_API_URL } = env;
  const problems: Problem[] = [
    ...(token === ''
      ? [
          {
            message: '--issue needs GITHUB_TOKEN, and it is not set',
            expected: 'in the env of its step, from github.token',
          },
        ]
      : []),
    ...(/^[\w.-]+\/[\w.-]+$/.test(repository)
      ? []
      : [
          {
            message: '--issue needs GITHUB_REPOSITORY, the repository whose issues it keeps',
            ...(repository !== '' && { found: repository }),
            expected: 'owner/name, as a workflow has it',
          },
        ]),
  ];
  const baseUrl = GITHUB_API_URL || 'https://api.github.com';
  if (!/^https?:\/\/[^/]/.test(baseUrl))
    problems.push({
      message: 'GITHUB_API_URL is no address of an API',
      found: baseUrl,
      expected: 'http:// or https://',
    });
  if (problems.length > 0) throw new UsageError(problems);
  return { token, repository, baseUrl };
}

function explain(
  error: unknown,
  repository: string,
): { message: string; found?: string; expected?: string } | undefined {
  const failure = failureOf(error);
  if (!failure || !isOutOfReach(error)) return undefined;
  const found = `${failure.request}: ${failure.answer}`;
  const again = 'what was done stays, and the next run does the rest';
  switch (statusOf(error)) {
    case 401:
      return { message: 'GitHub does not take the token of GITHUB_TOKEN', found };
    case 403:
      return {
        message: `the token may not write issues of ${repository}: what was found is told above, and in no issue`,
        found,
        expected: 'in the workflow: permissions: { contents: read, issues: write }',
      };
    case 404:
      return {
        message: `the token does not open ${repository}`,
        found,
        expected: 'a token of this repository with issues: write',
      };
    case 410:
      return {
        message: `${repository} has no issues: what was found is told above, and in no issue`,
        found,
        expected: 'Issues switched on in the settings of the repository',
      };
    default:
      return { message: `GitHub could not be told of all findings; ${again}`, found };
  }
}
