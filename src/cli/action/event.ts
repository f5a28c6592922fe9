/** What a workflow was started for, from the files and variables that GitHub's runner gives a step. */
import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';

export type WorkflowEvent =
  /** `branch` is where the change goes to, by its short name. */
  | { readonly kind: 'pull-request'; readonly branch: string; readonly head: string }
  | { readonly kind: 'merge-group'; readonly base: string; readonly head: string }
  /** A push, a schedule, a press of a button: what to compare is nobody's to guess. */
  | { readonly kind: 'other' };

/** Throws UsageError where the variables are not those of a runner or the payload is not what GitHub sends. */
export async function readEvent(env: NodeJS.ProcessEnv): Promise<WorkflowEvent> {
  switch (env.GITHUB_EVENT_NAME) {
    case 'pull_request':
    case 'pull_request_target': {
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
    default:
      return { kind: 'other' };
  }
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
  let value = payload;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) throw unexpected(path, typeof value);
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  if (typeof value !== 'string') throw unexpected(path, typeof value);
  return value;
}

function unexpected(path: readonly string[], found: string): UsageError {
  return new UsageError([{ message: `the event that started the workflow has no valid ${path.join('.')}`, found }]);
}
