/** https://docs.github.com/rest/checks/runs */
import type { RestEndpointMethodTypes } from '@octokit/rest';
import type { Annotation, CheckChange, Checks, PostedCheck } from '../port/checks.ts';
import { bounded } from './bounded.ts';
import type { Door } from './door.ts';

type Data = RestEndpointMethodTypes['checks']['get']['response']['data'];
type Sent = Omit<RestEndpointMethodTypes['checks']['update']['parameters'], 'owner' | 'repo' | 'check_run_id'>;

export function checksOf({ octokit, owner, repo }: Door): Checks {
  const { checks } = octokit.rest;
  const place = { owner, repo };
  return {
    async list(head, { name, app: own }) {
      const which = { ref: head, check_name: name, app_id: own, filter: 'all' } as const;
      const runs = await octokit.paginate(checks.listForRef, { ...place, ...which, per_page: 100 });
      // A run of the same name by another App counts for nothing.
      const ours = runs.filter(({ app }) => (app?.id ?? own) === own);
      return ours.toSorted((a, b) => b.id - a.id).map(toPosted);
    },
    async read(id) {
      return toPosted((await checks.get({ ...place, check_run_id: id })).data);
    },
    async create({ name, head, externalId, detailsUrl, output }) {
      const { data } = await checks.create({
        ...{ ...place, name, head_sha: head, external_id: externalId, status: 'queued' },
        ...(detailsUrl !== undefined && { details_url: detailsUrl }),
        ...(output && { output }),
      });
      return toPosted(data);
    },
    async update(id, change, signal) {
      const { data } = await checks.update({ ...place, check_run_id: id, ...toSent(change), ...bounded(signal) });
      return toPosted(data);
    },
    async annotations(id) {
      const where = { ...place, check_run_id: id, per_page: 100 };
      const placed = await octokit.paginate(checks.listAnnotations, where);
      return placed.map(({ path, start_line: start, end_line: end, message }) => ({
        ...{ path, start, end },
        message: message ?? '',
      }));
    },
  };
}

function toSent({ output, actions, ...rest }: CheckChange): Sent {
  const { title = '', summary = '', annotations } = output ?? {};
  const places = annotations && { annotations: annotations.map(toSentAnnotation) };
  return {
    ...rest,
    ...(output && { output: { title, summary, ...places } }),
    ...(actions && { actions: actions.map((action) => ({ ...action })) }),
  };
}

function toSentAnnotation({ path, start, end, level, title, message }: Annotation) {
  return { path, start_line: start, end_line: end, annotation_level: level, title, message };
}

function toPosted(data: Omit<Data, 'deployment'>): PostedCheck {
  return {
    id: data.id,
    head: data.head_sha,
    externalId: data.external_id ?? '',
    // Some answers lack it.
    url: data.html_url || undefined,
    status: data.status === 'completed' || data.status === 'in_progress' ? data.status : 'queued',
    conclusion: data.conclusion,
    startedAt: data.started_at ?? undefined,
    completedAt: data.completed_at ?? undefined,
    summary: data.output.summary ?? '',
  };
}
