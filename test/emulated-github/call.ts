/** One request to the emulated GitHub, as handlers see it, and their answers. */
import type { Caller, Person, RepositoryRecord, World } from './world.ts';
import { botOf, findRepository } from './world.ts';

export interface Call {
  readonly world: World;
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly accept: string;
  /** Checked against GitHub's description before a handler sees it; undefined where there is none. */
  readonly body: unknown;
  readonly caller: Caller;
}

export interface Answer {
  readonly status: number;
  /** Bytes go out as they are, everything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** As in GitHub's description. */
  readonly path: string;
  /** Permissions of which one is needed; `app`: with the App's own token (JWT). */
  readonly needs: 'app' | readonly `${string}:${'read' | 'write'}`[];
  handle(call: Call): Answer | Promise<Answer>;
}

/** Answered as GitHub answers what it does not do. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
  }
}

/** The body's shape is the one that GitHub's description demands: `openapi.ts` has looked. */
export function bodyOf<T>(call: Call): T {
  return (call.body ?? {}) as T;
}

/** The repository in the path. One that the caller may not see does not exist. */
export function repositoryOf(call: Call): RepositoryRecord {
  const found = findRepository(call.world, `${call.params.owner}/${call.params.repo}`);
  if (found === undefined || !maySee(call.caller, found)) throw new Refusal(404, 'Not Found');
  return found;
}

export function maySee(caller: Caller, repository: RepositoryRecord): boolean {
  if (caller.kind === 'user') return true;
  if (caller.kind !== 'installation') return false;
  const { installation, repositories } = caller.token;
  return installation.repositories.includes(repository) && repositories?.includes(repository.id) !== false;
}

/** Who stands under what is written. */
export function actor(call: Call): Person {
  return call.caller.kind === 'user' ? call.caller.person : botOf(call.world);
}

export function numberOf(call: Call, name: string): number {
  const number = Number(call.params[name]);
  if (!Number.isInteger(number)) throw new Refusal(404, 'Not Found');
  return number;
}

/** One page of a list, with GitHub's Link header. `wrap` makes the body of the items. */
export function page<T>(call: Call, items: readonly T[], wrap: (items: readonly T[]) => unknown): Answer {
  const size = Math.min(Number(call.query.get('per_page') ?? 30) || 30, 100);
  const number = Number(call.query.get('page') ?? 1) || 1;
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (target: number, rel: string): string => {
    const url = new URL(call.target, call.world.url);
    url.searchParams.set('page', String(target));
    return `<${url.href}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to(number - 1, 'prev'), to(1, 'first')] : []),
    ...(number < last ? [to(number + 1, 'next'), to(last, 'last')] : []),
  ];
  return {
    status: 200,
    body: wrap(items.slice((number - 1) * size, number * size)),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}
