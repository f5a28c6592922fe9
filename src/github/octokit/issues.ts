/** https://docs.github.com/rest/issues/issues */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Issue, Issues } from '../port/issues.ts';
import { unlessStatus } from '../port/status.ts';
import type { Door } from './door.ts';

type Data = RestEndpointMethodTypes['issues']['get']['response']['data'];

/** May change the issues of others, as GitHub has it. */
const BELONGING = ['OWNER', 'MEMBER', 'COLLABORATOR'];

export function issuesOf({ octokit, owner, repo }: Door): Issues {
  const { issues } = octokit.rest;
  const all = { owner, repo, state: 'all', per_page: 100 } as const;
  return {
    async read(number) {
      const ask = () => issues.get({ owner, repo, issue_number: number });
      const data = (await unlessStatus([404, 410], ask))?.data;
      return data && isIssue(data) ? toIssue(data) : undefined;
    },
    async labelled(label) {
      const found = await octokit.paginate(issues.listForRepo, { ...all, labels: label, direction: 'asc' });
      return found.filter(isIssue).map(toIssue);
    },
    async latest(most) {
      const found: Data[] = [];
      const pages = octokit.paginate.iterator(issues.listForRepo, { ...all, sort: 'updated', direction: 'desc' });
      for await (const { data } of pages) {
        found.push(...data);
        if (found.length >= most) break;
      }
      return found.slice(0, most).filter(isIssue).map(toIssue);
    },
    async open({ title, body, labels }) {
      return toIssue((await issues.create({ owner, repo, title, body, labels: [...labels] })).data);
    },
    async change(number, { body, state, reason }) {
      const more = { ...(state && { state }), ...(reason && { state_reason: reason }) };
      await issues.update({ owner, repo, issue_number: number, body, ...more });
    },
    async label(number, label) {
      await issues.addLabels({ owner, repo, issue_number: number, labels: [label] });
    },
  };
}

function isIssue({ pull_request }: Data): boolean {
  return pull_request === undefined;
}

function toIssue(data: Data): Issue {
  const { number, html_url: url, body, state, state_reason: reason, labels, user, author_association } = data;
  return {
    ...{ number, url, body: body ?? '', author: user?.login ?? '' },
    isTrusted: user?.type === 'Bot' || BELONGING.includes(author_association ?? ''),
    state: state === 'closed' ? 'closed' : 'open',
    ...(reason && { reason }),
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
  };
}
