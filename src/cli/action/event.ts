/** What a workflow was started for, from the files and variables that GitHub's runner gives a step. */
import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';

export type WorkflowEvent =
  /** `branch` is where the change goes to, by its short name. */
  | { readonly kind: 'pull-request'; readonly branch: string; readonly head: string }
  | { readonly kind: 'merge-group'; readonly base: string; readonly head: string }
  | Push
  /** A schedule, a press of a button, a tag: what to compare is nobody's to guess. `name`: of the event. */
  | { readonly kind: 'other'; readonly name: string };

/** Somebody pushed to a branch. */
export interface Push {
  readonly kind: 'push';
  /** Short name. */
  readonly branch: string;
  /** What the branch held before; undefined for a new branch. */
  readonly before: string | undefined;
  readonly after: string;
  /** What it held before is not part of what it holds now. */
  readonly forced: boolean;
  readonly defaultBranch: string;
}

/** Throws UsageError where the variables are not those of a runner or the payload is not what GitHub sends. */
export async function readEvent(env: NodeJS.ProcessEnv): Promise<WorkflowEvent> {
  switch (env.GITHUB_EVENT_NAME) {
    case 'pull_request':
    case 'pull_request_target':
    case 'pull_request_review':
    case 'pull_request_review_comment': {
      const payload = await readPayload(env);
      return {
        kind: 'pull-request',
        branch: textAt(payload, 'pull_request', 'base', 'ref'),
        head: commitAt(payload, 'pull_request', 'head', 'sha'),
      };
    }
    case 'merge_group': {
      const payload = await readPayload(env);
      return {
        kind: 'merge-group',
        base: commitAt(payload, 'merge_group', 'base_sha'),
        head: commitAt(payload, 'merge_group', 'head_sha'),
      };
    }
    case 'push':
      return readPush(await readPayload(env));
    default:
      return { kind: 'other', name: env.GITHUB_EVENT_NAME ?? '' };
  }
}

const BRANCH = 'refs/heads/';

/** GitHub writes zeros for the commit that there was or is not. */
function readPush(payload: unknown): WorkflowEvent {
  const ref = textAt(payload, 'ref');
  if (!ref.startsWith(BRANCH)) return { kind: 'other', name: `push of ${ref}` };
  const branch = ref.slice(BRANCH.length);
  const [before, after] = [commitAt(payload, 'before'), commitAt(payload, 'after')];
  if (isNone(after)) {
    throw new UsageError([{ message: `the push deletes the branch ${branch}: there is nothing to compare` }]);
  }
  return {
    kind: 'push',
    branch,
    before: isNone(before) ? undefined : before,
    after,
    forced: valueAt(payload, 'forced') === true,
    defaultBranch: textAt(payload, 'repository', 'default_branch'),
  };
}

function isNone(commit: string): boolean {
  return /^0+$/.test(commit);
}

async function readPayload({ GITHUB_EVENT_PATH: path = '' }: NodeJS.ProcessEnv): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const message = 'the event that started the workflow cannot be read';
    throw new UsageError([{ file: path, message, expected: 'GITHUB_EVENT_PATH, as a runner sets it' }], { cause });
  }
}

function commitAt(payload: unknown, ...path: string[]): string {
  const text = textAt(payload, ...path);
  if (!/^[0-9a-f]{40,64}$/.test(text)) throw unexpected(path, text);
  return text;
}

function textAt(payload: unknown, ...path: string[]): string {
  const value = valueAt(payload, ...path);
  if (typeof value !== 'string') throw unexpected(path, typeof value);
  return value;
}

function valueAt(payload: unknown, ...path: string[]): unknown {
  let value = payload;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) throw unexpected(path, typeof value);
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

function unexpected(path: readonly string[], found: string): UsageError {
  return new UsageError([{ message: `the event that started the workflow has no valid ${path.join('.')}`, found }]);
}
