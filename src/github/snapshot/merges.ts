/**
 * The newest merges that changed files, on the first line of parents of a commit, as `git log --first-parent` has them. GitHub lists
 * the commits that changed a path wherever they were made; each belongs to the merge that brought it to the line.
 */
import type { Merge } from '../../monitor/states.ts';
import type { Git, LoggedCommit } from '../port/git.ts';

/** Pages of a hundred commits that are gone back through, at most. */
const MOST_PAGES = 50;

/** Newest first; fewer where the history that is looked through holds no more. */
export async function mergesOn(
  git: Pick<Git, 'log'>,
  from: string,
  paths: readonly string[],
  most: number,
): Promise<Merge[]> {
  const touching = new Set((await Promise.all(paths.map((path) => firstPage(git, from, path)))).flat());
  const known = new Map<string, LoggedCommit>();
  let found: Merge[] = [];
  let pages = 0;
  for await (const page of git.log(from)) {
    for (const commit of page) known.set(commit.id, commit);
    pages += 1;
    found = onLine(from, known, touching);
    const isAllKnown = [...touching].every((id) => known.has(id));
    if (isAllKnown || found.length > most || pages === MOST_PAGES) break;
  }
  return found.slice(0, most);
}

/** On the first line of parents the newest commit that is no later; undefined where the history that is looked through has none. */
export async function commitAt(git: Pick<Git, 'log'>, tip: string, time: string): Promise<string | undefined> {
  for await (const commit of lineOf(git, tip)) if (Date.parse(commit.at) <= Date.parse(time)) return commit.id;
  return undefined;
}

/** The first commit of all on the first line of parents; undefined where more lies before it than is looked through. */
export async function firstCommit(git: Pick<Git, 'log'>, tip: string): Promise<string | undefined> {
  for await (const { id, parents } of lineOf(git, tip)) if (parents.length === 0) return id;
  return undefined;
}

/** The first line of parents, newest first. */
async function* lineOf(git: Pick<Git, 'log'>, tip: string): AsyncGenerator<LoggedCommit> {
  const known = new Map<string, LoggedCommit>();
  let [next, pages]: [string | undefined, number] = [tip, 0];
  for await (const page of git.log(tip)) {
    for (const commit of page) known.set(commit.id, commit);
    for (let commit = known.get(next ?? ''); commit; commit = known.get(next ?? '')) {
      yield commit;
      [next] = commit.parents;
    }
    pages += 1;
    if (next === undefined || pages === MOST_PAGES) return;
  }
}

async function firstPage(git: Pick<Git, 'log'>, from: string, path: string): Promise<string[]> {
  for await (const page of git.log(from, path)) return page.map(({ id }) => id);
  return [];
}

/** Each commit is brought by the oldest of the line that goes back to it. */
function onLine(from: string, known: ReadonlyMap<string, LoggedCommit>, touching: ReadonlySet<string>): Merge[] {
  const line: LoggedCommit[] = [];
  for (let at = known.get(from); at; at = known.get(at.parents[0] ?? '')) line.push(at);
  const oldest = line.at(-1);
  const brought = new Set<string>();
  const merges: Merge[] = [];
  for (const commit of line.toReversed()) {
    const own = bringing(commit, known, brought);
    // What the oldest that is known has brought is not known to be its own.
    const isCut = commit === oldest && commit.parents.length > 0 && !touching.has(commit.id);
    if (!isCut && own.some((id) => touching.has(id))) merges.push(mergeOf(commit));
  }
  return merges.reverse();
}

/** Marks what the commit goes back to and nobody older does. */
function bringing(commit: LoggedCommit, known: ReadonlyMap<string, LoggedCommit>, brought: Set<string>): string[] {
  const own: string[] = [];
  const ahead = [commit];
  for (let next = ahead.pop(); next; next = ahead.pop()) {
    if (brought.has(next.id)) continue;
    brought.add(next.id);
    own.push(next.id);
    ahead.push(...next.parents.flatMap((id) => known.get(id) ?? []));
  }
  return own;
}

function mergeOf({ id, at, message }: LoggedCommit): Merge {
  return { commit: id, at, subject: message.split('\n', 1)[0] ?? '' };
}
