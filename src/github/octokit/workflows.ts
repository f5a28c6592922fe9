/** https://docs.github.com/rest/actions/workflows, https://docs.github.com/rest/actions/workflow-runs */
import { basename } from 'node:path/posix';
import type { RestEndpointMethodTypes } from '@octokit/rest';
import { unlessStatus } from '../port/status.ts';
import type { WorkflowRun, Workflows } from '../port/workflows.ts';
import type { Door } from './door.ts';
import { gitOf } from './git.ts';
import { isoTime } from './iso-time.ts';

type Data = RestEndpointMethodTypes['actions']['getWorkflowRun']['response']['data'];

/** Of one page: what was begun a moment ago is among them. */
const MOST = 30;

export function workflowsOf(door: Door): Workflows {
  const { octokit, owner, repo } = door;
  const { actions, repos } = octokit.rest;
  const place = { owner, repo };
  return {
    async file(path) {
      const { default_branch: branch } = (await repos.get(place)).data;
      const found = await gitOf(door).file(path, branch);
      return found && { branch, text: Buffer.from(found).toString() };
    },
    async runs(event, path) {
      const wanted = { ...place, event, per_page: MOST };
      const { data, headers } =
        path === undefined
          ? await actions.listWorkflowRunsForRepo(wanted)
          : await actions.listWorkflowRuns({ ...wanted, workflow_id: basename(path) });
      return { runs: data.workflow_runs.map(toRun).sort((a, b) => b.id - a.id), readAt: isoTime(headers.date) };
    },
    async run(id) {
      const found = await unlessStatus([404], () => actions.getWorkflowRun({ ...place, run_id: id }));
      return found && toRun(found.data);
    },
    async start(path, branch, inputs) {
      const asked = { ...place, workflow_id: basename(path), ref: branch, inputs, return_run_details: true };
      const { data } = await actions.createWorkflowDispatch(asked);
      // Older GitHubs answer without a body.
      const id: unknown = (data as { workflow_run_id?: unknown } | undefined)?.workflow_run_id;
      return typeof id === 'number' ? id : undefined;
    },
    async dispatch(type, payload) {
      await repos.createDispatchEvent({ ...place, event_type: type, client_payload: { ...payload } });
    },
  };
}

function toRun({ id, html_url: url, display_title: title }: Data): WorkflowRun {
  return { id: Number(id), url, title };
}
