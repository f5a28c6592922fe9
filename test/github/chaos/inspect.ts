/** Compares what stands on GitHub after a chaos run with what is right. */
import type { EmulatedGitHub, Pull, Run } from '../../emulated-github/index.ts';
import type { Account, Command, Head } from './account.ts';
import type { Conclusion } from './content.ts';

const STICKY = '<!-- weir -->';
const ANSWER = '<!-- weir-answer ';
const ASKING = '<!-- weir-asked ';

/**
 * Everything that is wrong, in words; empty after a good run. Right is:
 *
 * - The check of the newest head of an open pull request has the right conclusion: that of the newest of its runs, the
 *   others of which are concluded. Where that head is also another's, and by itself this one would succeed, it does so only
 *   where the other does. Its comment stands there once, about this head, where the change touches a pipeline.
 * - The check of an older head, and of the head of a closed pull request, if there is any: GitHub may have lost the webhook,
 *   and nobody waits for it. It is concluded, as was right for it once or as cancelled; a verdict that somebody saw stays.
 * - Each command has its one last reaction and, where it was refused or asked for an answer, one answer.
 * - No run that was concluded was ever set back.
 */
export function inspect(github: EmulatedGitHub, accounts: readonly Account[]): string[] {
  const wrong = accounts.flatMap((account) => {
    const found = [
      ...wrongHeads(github, account, accounts),
      ...wrongComments(github, account),
      ...wrongReactions(github, account),
    ];
    const { repository } = account.pull.base;
    return found.map((what) => `${repository.fullName}#${account.pull.number} (${account.story}): ${what}`);
  });
  const reopened = github.reopened.map(({ id, externalId }) => `check run ${id} (${externalId}) was set back`);
  return [...wrong, ...reopened, ...strangeRuns(github, accounts), ...github.violations];
}

function wrongHeads(github: EmulatedGitHub, account: Account, accounts: readonly Account[]): string[] {
  const { pull, heads } = account;
  return [...heads].flatMap(([sha, head]) => {
    const runs = runsOf(github, pull, sha);
    const newest = runs.at(-1);
    const isNewest = sha === pull.head.sha && pull.state === 'open';
    const found = `${runs.map(({ conclusion, status }) => conclusion ?? status).join(' and ') || 'no check'}`;
    const place = `${isNewest ? 'newest' : 'older'} head ${sha.slice(0, 7)}`;
    const others = accounts.filter((other) => other !== account && other.heads.has(sha));
    const isDone = runs.every(({ status }) => status === 'completed');
    if (isNewest) {
      const expected = strictest(head.expected.conclusion, sha, others);
      const right = isDone && newest?.conclusion === expected;
      return right ? [] : [`${place}: ${found} instead of ${expected}`];
    }
    const allowed = [...conclusionsOfOlder(head), ...(others.length > 0 ? ['failure', 'action_required'] : [])];
    const right = isDone && (newest === undefined || allowed.includes(newest.conclusion ?? ''));
    return right ? [] : [`${place}: ${found} instead of at most one of ${allowed.join(', ')}`];
  });
}

/** A success counts only where all have it that have this head now. */
function strictest(own: Conclusion, sha: string, others: readonly Account[]): Conclusion {
  const present = others.filter(({ pull }) => pull.state === 'open' && pull.head.sha === sha);
  const theirs = present.map(({ heads }) => heads.get(sha)?.expected.conclusion);
  if (own !== 'success' || theirs.every((one) => one === 'success')) return own;
  return theirs.includes('failure') ? 'failure' : 'action_required';
}

function conclusionsOfOlder({ expected, once, seen }: Head): string[] {
  return seen ? [expected.conclusion] : [...once, 'cancelled'];
}

function runsOf(github: EmulatedGitHub, pull: Pull, sha: string): Run[] {
  const runs = github.checkRuns(pull.base.repository, sha);
  return runs.filter(({ name, externalId }) => name === 'weir' && externalId === `pull/${pull.number}`);
}

function wrongComments(github: EmulatedGitHub, { pull, heads, commands }: Account): string[] {
  const ours = github.comments(pull).filter(({ byApp }) => byApp);
  const stickies = ours.filter(({ body }) => body.startsWith(STICKY));
  const answers = ours.filter(({ body }) => body.startsWith(ANSWER));
  const wrong: string[] = [];
  const affected = heads.get(pull.head.sha)?.expected.affected === true;
  if (stickies.length > 1) wrong.push(`${stickies.length} sticky comments`);
  if (pull.state === 'open') {
    if (affected && stickies.length === 0) wrong.push('no sticky comment');
    const old = stickies.find(({ body }) => !body.includes(pull.head.sha.slice(0, 7)));
    if (old) wrong.push(`the sticky comment is about another head: ${old.body.match(/As of.*/)?.[0]}`);
  }
  const asked = commands.filter(({ answered }) => answered).length;
  if (answers.length !== asked) wrong.push(`${answers.length} answers to ${asked} questions`);
  const asking = ours.filter(({ body }) => body.startsWith(ASKING));
  if (asking.length > 1) wrong.push(`the owner downstream is asked ${asking.length} times`);
  if (ours.length !== stickies.length + answers.length + asking.length)
    wrong.push(`${ours.length} comments by the App`);
  return wrong;
}

function wrongReactions(github: EmulatedGitHub, { pull, commands }: Account): string[] {
  return commands.flatMap(({ comment, reaction }: Command) => {
    const all = github.reactions(pull, comment).map(({ content }) => content);
    const last = all.filter((content) => content !== 'eyes');
    return last.length === 1 && last[0] === reaction
      ? []
      : [`comment ${comment}: ${all.join(', ')} instead of ${reaction}`];
  });
}

/** Checks about nothing that anybody did. */
function strangeRuns(github: EmulatedGitHub, accounts: readonly Account[]): string[] {
  const known = new Set<Run>(
    accounts.flatMap(({ pull, heads }) => [...heads.keys()].flatMap((sha) => runsOf(github, pull, sha))),
  );
  const repositories = new Set(accounts.map(({ pull }) => pull.base.repository));
  return [...repositories].flatMap(({ fullName, runs }) =>
    runs
      .filter((run) => !known.has(run) && !(run.externalId === 'installed' && run.conclusion === 'success'))
      .map((run) => `${fullName}: ${run.conclusion ?? run.status} for ${run.externalId} at ${run.headSha.slice(0, 7)}`),
  );
}
