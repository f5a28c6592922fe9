/**
 * One file of many repositories by GraphQL, a hundred a request. It is only a shorter way: of whom it does not tell the file
 * whole and for certain, REST does. https://docs.github.com/graphql/reference/objects#repository
 */
import type { InstalledRepository } from '../port/app.ts';
import { fullName } from '../port/repository.ts';
import { isRefusal, statusOf } from '../port/status.ts';
import { bounded } from './bounded.ts';
import type { Octokit } from './client.ts';

/** "You may not provide more than 100 node ids." */
const A_REQUEST = 100;
/** A request of so many that fails is not cut in two again. GitHub ends what takes it more than ten seconds. */
const FEW = 50;

const QUERY = `query ($ids: [ID!]!, $file: String!) {
  nodes(ids: $ids) {
    ... on Repository {
      nameWithOwner
      object(expression: $file) { ... on Blob { text isBinary isTruncated } }
    }
  }
}`;

/** By the repository's number: the text; undefined where there is no such file. Who is not told of is left out. */
export async function filesOf(
  octokit: Octokit,
  path: string,
  repositories: readonly InstalledRepository[],
  signal: AbortSignal,
): Promise<Map<number, string | undefined>> {
  const told = new Map<number, string | undefined>();
  for (let at = 0; at < repositories.length; at += A_REQUEST) {
    const some = repositories.slice(at, at + A_REQUEST);
    // Where there is no GraphQL, or the App may not use it, there is none for the others either.
    if (!(await askInto(told, octokit, path, some, signal))) break;
  }
  return told;
}

/** False where GitHub refuses. */
async function askInto(
  told: Map<number, string | undefined>,
  octokit: Octokit,
  path: string,
  some: readonly InstalledRepository[],
  signal: AbortSignal,
): Promise<boolean> {
  let answer: Answer;
  try {
    answer = await ask(octokit, path, some, signal);
  } catch (error) {
    signal.throwIfAborted();
    if (isRefusal(error)) return false;
    if (statusOf(error) === undefined) throw error;
    if (some.length <= FEW) return true;
    const half = Math.ceil(some.length / 2);
    const parts = [some.slice(0, half), some.slice(half)];
    const went = await Promise.all(parts.map((part) => askInto(told, octokit, path, part, signal)));
    return went.every(Boolean);
  }
  for (const [index, one] of some.entries()) {
    const file = fileIn(answer.nodes?.[index], one);
    if (file !== 'not told') told.set(one.id, file);
  }
  return true;
}

interface Answer {
  readonly nodes?: readonly (Node | null)[];
}

interface Node {
  readonly nameWithOwner?: string;
  readonly object?: null | {
    readonly text?: string | null;
    readonly isBinary?: boolean | null;
    readonly isTruncated?: boolean;
  };
}

async function ask(
  octokit: Octokit,
  path: string,
  some: readonly InstalledRepository[],
  signal: AbortSignal,
): Promise<Answer> {
  const variables = { ids: some.map(({ nodeId }) => nodeId), file: `HEAD:${path}`, ...bounded(signal) };
  try {
    return await octokit.graphql<Answer>(QUERY, variables);
  } catch (error) {
    // Beside what it does not find, or may not show, GitHub answers all the rest; of a limit that is reached, nothing.
    if (error instanceof Error && error.name === 'GraphqlResponseError' && 'data' in error) return error.data ?? {};
    throw error;
  }
}

function fileIn(node: Node | null | undefined, one: InstalledRepository): string | undefined | 'not told' {
  // One that was renamed a moment ago is asked by itself, and so is whatever would come in another order.
  if (node?.nameWithOwner?.toLowerCase() !== fullName(one).toLowerCase() || node.object === undefined)
    return 'not told';
  if (node.object === null) return undefined;
  const { text, isBinary, isTruncated } = node.object;
  // A link is told by its target, one line without an end, and REST follows it.
  const isWhole = typeof text === 'string' && isBinary === false && isTruncated === false && text.includes('\n');
  return isWhole ? text : 'not told';
}
