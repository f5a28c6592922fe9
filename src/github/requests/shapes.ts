/**
 * What an answer of GitHub's must look like where Weir acts on it. A 200 that holds an error page, half a text or `{}` is
 * a fault like a 502, never "no comments" or "nothing changed". `whole-fetch.ts` asks.
 */

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === 'string';
const number: Shape = (value) => typeof value === 'number';
const flag: Shape = (value) => typeof value === 'boolean';
const commit: Shape = (value) => typeof value === 'string' && /^[0-9a-f]{40,64}$/.test(value);

function object(members: Readonly<Record<string, Shape>>): Shape {
  const shapes = Object.entries(members);
  return (value) => isRecord(value) && shapes.every(([name, shape]) => shape(value[name]));
}

function list(item: Shape): Shape {
  return (value) => Array.isArray(value) && value.every(item);
}

function either(one: Shape, other: Shape): Shape {
  return (value) => one(value) || other(value);
}

function optional(shape: Shape): Shape {
  return (value) => value === undefined || shape(value);
}

const run = object({ id: number, head_sha: commit, status: text, output: object({}) });
const layered = object({ base: object({ ref: text }) });
const pull = object({
  ...{ number, state: text, head: object({ sha: commit }), base: object({ ref: text }) },
  stack: optional((value) => value === null || layered(value)),
});
const issue = object({ number, state: text, title: text });
const workflowRun = object({ id: number, html_url: text });
const comment = object({ id: number, created_at: text, updated_at: text });

/** Method and end of the path. What is not named must be JSON where it says so, and is looked at by who asked. */
const SHAPES: readonly (readonly [RegExp, Shape])[] = [
  [/^POST .*\/access_tokens$/, object({ token: text, expires_at: text })],
  [/^GET .*\/commits\/[^/]+\/check-runs$/, object({ total_count: number, check_runs: list(run) })],
  [/^(POST|GET|PATCH) .*\/check-runs(\/\d+)?$/, run],
  [/^GET .*\/check-runs\/\d+\/annotations$/, list(object({ path: text, start_line: number }))],
  [/^GET .*\/pulls$/, list(pull)],
  [/^POST .*\/pulls$/, pull],
  [/^GET .*\/pulls\/\d+$/, pull],
  [/^GET .*\/pulls\/\d+\/commits$/, list(object({ sha: commit }))],
  [/^GET .*\/branches\/.+$/, object({ name: text, protected: flag })],
  [/^GET .*\/git\/ref\/.+$/, object({ object: object({ sha: commit }) })],
  [/^GET .*\/git\/matching-refs\/.+$/, list(object({ ref: text, object: object({ sha: commit }) }))],
  [
    /^GET .*\/compare\/.+$/,
    object({
      merge_base_commit: object({ sha: commit }),
      ...{ ahead_by: number, behind_by: number },
      commits: list(object({ sha: commit, parents: list(object({ sha: commit })) })),
      files: optional(list(object({ filename: text, status: text }))),
    }),
  ],
  // For a folder, GitHub answers with a list.
  [/^GET .*\/contents\/.+$/, either(object({ sha: commit, type: text }), list(object({ sha: commit })))],
  [/^GET .*\/deployments$/, list(object({ id: number }))],
  [/^GET .*\/deployments\/\d+\/statuses$/, list(object({ state: text }))],
  [/^GET .*\/git\/commits\/.+$/, object({ committer: object({ date: text }), tree: object({ sha: commit }) })],
  [
    /^GET .*\/commits$/,
    list(object({ sha: commit, parents: list(object({ sha: commit })), commit: object({ message: text }) })),
  ],
  [/^POST .*\/git\/(trees|commits)$/, object({ sha: commit })],
  [/^POST .*\/git\/refs$/, object({ ref: text })],
  [
    /^GET .*\/git\/trees\/.+$/,
    object({ tree: list(object({ path: text, mode: text, sha: commit })), truncated: flag }),
  ],
  [/^(GET|PATCH) .*\/issues\/comments\/\d+$/, comment],
  [/^GET .*\/issues\/comments\/\d+\/reactions$/, list(object({ content: text }))],
  [/^GET .*\/issues(\/\d+)?\/comments$/, list(comment)],
  [/^POST .*\/issues\/\d+\/comments$/, comment],
  [/^GET .*\/issues\/\d+\/timeline$/, list(object({}))],
  [/^GET .*\/issues$/, list(issue)],
  [/^POST .*\/issues$/, issue],
  [/^(GET|PATCH) .*\/issues\/\d+$/, issue],
  [/^GET .*\/actions\/(workflows\/[^/]+\/)?runs$/, object({ workflow_runs: list(workflowRun) })],
  [/^GET .*\/actions\/runs\/\d+$/, workflowRun],
  [/^POST .*\/actions\/workflows\/[^/]+\/dispatches$/, object({ workflow_run_id: number })],
  [/^GET .*\/collaborators\/[^/]+\/permission$/, object({ permission: text })],
  [/^GET .*\/teams\/[^/]+\/memberships\/[^/]+$/, object({ state: text })],
  [/^GET .*\/orgs\/[^/]+\/teams\/[^/]+$/, object({ id: number })],
  [/^GET .*\/app\/installations$/, list(object({ id: number }))],
  [/^GET .*\/installation\/repositories$/, object({ repositories: list(object({ name: text })) })],
  [
    /^POST .*\/graphql$/,
    either(
      object({ data: object({ nodes: list(either((value) => value === null, object({}))) }) }),
      object({ errors: list(object({ message: text })) }),
    ),
  ],
  [/^GET .*\/app\/hook\/deliveries$/, list(object({ id: number, guid: text }))],
  [/^GET .*\/repos\/[^/]+\/[^/]+\/installation$/, object({ id: number })],
  [/^GET .*\/repos\/[^/]+\/[^/]+$/, object({ id: number, default_branch: text })],
];

/** GitHub answered, but not what it was asked. Worth another try. */
export class MalformedAnswer extends Error {}

/** Throws a MalformedAnswer. `body`: of an answer that says that all is well. */
export function assertShape(method: string, url: string, contentType: string, body: string): void {
  const line = `${method} ${new URL(url).pathname.replace(/\/+$/, '')}`;
  const shape = SHAPES.find(([pattern]) => pattern.test(line))?.[1];
  if (shape === undefined && !contentType.startsWith('application/json')) return;
  // Without a shape an empty body is an answer like any other.
  if (shape === undefined && body === '') return;
  if (shape !== undefined && !contentType.startsWith('application/json')) {
    throw new MalformedAnswer(`what came is ${contentType || 'of no type'}, not JSON`);
  }
  const value = parse(body);
  if (shape !== undefined && !shape(value)) throw new MalformedAnswer('what came is JSON, but not what was asked for');
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new MalformedAnswer('what came is not whole JSON');
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
