/** The whole loop: pull requests on an emulated GitHub, the App's checks, an owner's approval. Called by `main.ts`. */
import { once } from 'node:events';
import type { Report } from '../../src/report/report.generated.ts';
import { marks } from '../../src/report/story.ts';
import { table } from '../../src/report/terminal/table.ts';
import type { RepositoryRecord } from '../../test/emulated-github/index.ts';
import { watchMerged } from './after-the-merge.ts';
import { type ProposedChange, proposedChanges } from './changes.ts';
import { approve, type CheckedPull, createFlightsOnGitHub, exampleText, openAndWait } from './on-github.ts';
import { renderIssue, renderPage } from './page/page.ts';
import { OUTPUT, takeReport, writePage } from './reports.ts';
import { type Servers, startServers } from './servers.ts';
import { approvalLines, checkLines, conclusionLine } from './terminal/check.ts';
import { issueLines } from './terminal/issue.ts';
import { paint, passed, passing, print, rule, WIDTH } from './terminal/screen.ts';
import { proposeUpstream, surprisesDownstream } from './upstreams/on-github.ts';
import { upstreamChange } from './upstreams/repositories.ts';

interface Options {
  /** Leave the servers running until somebody ends the program. */
  readonly keep: boolean;
}

interface Result {
  readonly change: ProposedChange;
  readonly seconds: number;
  readonly verdict: Report['verdict'];
  readonly conclusion: string | null;
  /** The conclusion after an owner's approval. */
  readonly approved?: string | null;
}

const OTHERS = [
  'acme/events holds the schema of a landing. acme/gates and acme/refunds read it from',
  'there, each with traffic, rules and limits of its own; Weir is installed in all three.',
];

/** Resolves to the exit status; nothing that it has started is there any more then. */
export async function demonstrateApp({ keep }: Options): Promise<number> {
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const servers = await startServers();
  let unhurried = false;
  try {
    const surprises = await Promise.race([tell(servers), interrupted.then(() => undefined)]);
    if (surprises === undefined) return 130;
    if (keep) {
      print(...addresses(servers));
      await interrupted;
    }
    unhurried = true;
    return surprises === 0 ? 0 : 1;
  } catch (cause) {
    print('', 'The log of the App ends with', servers.app.log().slice(-4000));
    throw cause;
  } finally {
    passed();
    await servers.stop(!unhurried);
  }
}

/** The demo itself. Resolves to how many things came out otherwise than expected. */
async function tell(servers: Servers): Promise<number> {
  print(paint('strong', 'Compensation for late flights, checked against 3,000,000 recorded flights'));
  const repository = await createFlightsOnGitHub(servers.github);
  print('acme/flights and its recording lie on an emulated GitHub; Weir is installed there.');
  const results: Result[] = [];
  for (const [index, change] of proposedChanges.entries()) {
    print('', headingOf(change, index), '');
    results.push(await propose(servers, repository, change));
  }
  print('', headingOf(upstreamChange, results.length), '', ...OTHERS, '');
  const { result, surprises: wrong } = await proposeElsewhere(servers);
  results.push(result);
  const surprises = [...results.flatMap(surprisesIn), ...wrong];
  surprises.push(...(await watch(servers, repository)));
  print('', rule('Five pull requests'), '', ...summaryOf(results), '');
  for (const surprise of surprises) print(paint('fail', surprise));
  return surprises.length;
}

/** Opens a pull request and shows its check; where that is red and the owners agree to the change, it is approved. */
async function propose(servers: Servers, repository: RepositoryRecord, change: ProposedChange): Promise<Result> {
  const { github } = servers;
  const { branch, approval } = change;
  const checked = await openAndWait(github, repository, change, exampleText, passing);
  const { pull } = checked;
  const { result } = await show(servers, change, checked);
  if (approval === undefined) return result;
  const approved = await approve(github, repository, checked, approval);
  print('', ...approvalLines(approved), '', conclusionLine(approved.run, approved.seconds));
  writePage(`${branch}.approved`, renderPage({ ...checked, run: approved.run }, github.comments(pull)));
  return { ...result, approved: approved.run.conclusion };
}

/** A pull request to a schema that two other repositories read. */
async function proposeElsewhere(servers: Servers): Promise<{ result: Result; surprises: string[] }> {
  const checked = await proposeUpstream(servers.github, passing);
  const { result, report } = await show(servers, upstreamChange, checked);
  return { result, surprises: surprisesDownstream(report) };
}

/** Prints the check, and keeps the report and the page. */
async function show({ github, cache }: Servers, change: ProposedChange, checked: CheckedPull) {
  const { pull, run, seconds } = checked;
  const { branch } = change;
  passed();
  print(...checkLines(checked));
  const report = await github.until(() => takeReport(cache, pull.head.sha, branch), { what: 'a report' });
  writePage(`${branch}.check`, renderPage(checked, github.comments(pull)));
  const result: Result = { change, seconds, verdict: report.verdict, conclusion: run.conclusion };
  return { result, report };
}

/** Four weeks after the first change was merged. Resolves to what came out otherwise than expected. */
async function watch({ github }: Servers, repository: RepositoryRecord): Promise<string[]> {
  const [first] = proposedChanges;
  if (!first) return [];
  print('', rule('Four weeks after the first is merged'), '');
  passing('weir monitor');
  const { issue, seconds } = await watchMerged(github, repository, first);
  passed();
  if (!issue) return ['weir monitor --issue opened no issue about the merge'];
  print(paint('quiet', `$ weir monitor --issue    after ${seconds.toFixed(1)} s`), '', ...issueLines(issue));
  writePage('monitor.issue', renderIssue(issue));
  return [];
}

function surprisesIn({ change, verdict, conclusion, approved }: Result): string[] {
  const { branch, expected, approval } = change;
  const usual = expected === 'fail' ? 'failure' : 'success';
  return [
    verdict === expected ? '' : `${branch}: the verdict is ${verdict}; ${expected} was expected`,
    conclusion === usual ? '' : `${branch}: the check ended with ${conclusion}; ${usual} was expected`,
    approval === undefined || approved === 'success' ? '' : `${branch}: the check is ${approved} after its approval`,
  ].filter(Boolean);
}

function headingOf({ title }: ProposedChange, index: number): string {
  return rule(`${index + 1} of ${proposedChanges.length + 1}   ${title}`);
}

function summaryOf(results: readonly Result[]): string[] {
  const rows = results.map(({ change, verdict, approved, seconds }) => [
    { text: change.branch, style: 'strong' as const },
    { text: change.summary },
    { text: `${marks[verdict]} ${verdict}`, style: verdict },
    { text: `${seconds.toFixed(1)} s` },
    { text: approved === 'success' ? '☑ approved since' : '', style: 'pass' as const },
  ]);
  return [
    ...table(rows, [{}, { shrink: 'remark' }, {}, { align: 'right' }, {}], WIDTH, paint),
    '',
    `Reports                  ${OUTPUT}/<branch>.html`,
    `What GitHub would show   ${OUTPUT}/<branch>.check.html`,
    `                         ${OUTPUT}/monitor.issue.html`,
  ];
}

/** What somebody needs to try more. */
function addresses({ github, app }: Servers): string[] {
  const api = `${github.url}/repos/acme/flights`;
  const authorization = `-H 'authorization: token ${github.userToken('octo-claims')}'`;
  return [
    rule('Still running; Ctrl-C ends both'),
    '',
    `GitHub   ${github.url}`,
    `Weir     ${app.url}/readyz   ${app.url}/metrics`,
    '',
    'As an owner, comment on the third pull request, and read the answer:',
    '',
    `curl ${authorization} ${api}/issues/3/comments -d '{"body":"/weir explain all"}'`,
    `curl ${authorization} ${api}/issues/3/comments`,
    '',
  ];
}
