/** Pages with one thing to say. None of them tells more than whoever reads it may know. */
import { html } from '../../../report/html/html.ts';
import type { Answer } from '../answer.ts';
import type { CheckName } from '../check-name.ts';
import { document } from './document.ts';

/** The same for what is not there and for what the reader may not see. */
export function notFound(login?: string): Answer {
  const account =
    login === undefined
      ? html`your account on GitHub`
      : html`the account <bdi>${login}</bdi>, with which you came from GitHub,`;
  const lead = html`There is no such report, it is no longer kept, Weir is not installed in its repository, or ${account} may not read that.`;
  return document({ status: 404, title: 'Not found', lead });
}

export function loginFailed(): Answer {
  const lead = html`GitHub did not say who you are, or too much time has passed since. Open the report again from where you came.`;
  return document({ status: 400, title: 'The login did not work', lead });
}

export function notNow(): Answer {
  const lead = html`Weir shows a report to those only who may read its repository, and GitHub does not say who may. Try again in a minute.`;
  return document({ status: 503, title: 'Not now', lead });
}

/** The check has its verdict all the same. */
export function outOfReach(): Answer {
  const lead = html`The place where Weir keeps its reports does not answer. Whoever operates it finds the reason in its log. What the check says on GitHub stands.`;
  return document({ status: 503, title: 'Not now', lead });
}

export function tooOften(): Answer {
  const lead = html`You have asked for the reports of many repositories in a short time. Try again in five minutes.`;
  return document({ status: 429, title: 'Too often', lead });
}

export interface Waiting {
  readonly name: CheckName;
  /** The check on GitHub. */
  readonly url: string | undefined;
  /** Where this page is. */
  readonly here: string;
}

/** Nothing reloads by itself: who listens to a page is not thrown back to its top. */
export function inProgress({ name, url, here }: Waiting): Answer {
  const lead = html`Weir has not finished ${aboutCheck(name)}. <a href="${here}">Look again</a>${onGitHub(url)}.`;
  return document({ title: 'In progress', lead });
}

/** @param title of the check, where it is known */
export function withoutReport({ name, url }: Omit<Waiting, 'here'>, title: string | undefined): Answer {
  const said =
    title === undefined ? 'Its report is no longer kept, or none was made' : `It ended without a report: ${title}`;
  const lead = html`Weir has finished ${aboutCheck(name)}. ${said}${onGitHub(url)}.`;
  return document({ title: 'No report', lead });
}

function aboutCheck({ pull, head }: CheckName) {
  const commit = html`<code title="${head}">${head.slice(0, 12)}</code>`;
  return pull === undefined ? html`the merge group at ${commit}` : html`pull request ${pull} at ${commit}`;
}

function onGitHub(url: string | undefined) {
  return url === undefined ? '' : html`; <a href="${url}">the check on GitHub</a> says more`;
}
