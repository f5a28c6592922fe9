/** The page of who reads what around a repository, for one person at a time. */
import { html } from '../../../report/html/html.ts';
import { readsPage, readsPolicy } from '../../../report/reads/page.ts';
import { fullName, type Repository, type RepositoryRef } from '../../port/repository.ts';
import { mayRead, type ReadableRepository } from '../access.ts';
import { folderOf } from '../address.ts';
import { type Answer, page } from '../answer.ts';
import { type Archive, archiveFor } from '../archive.ts';
import type { Viewer } from '../login/web-flow.ts';
import { mergesOf } from '../merges.ts';
import { repositoryLink } from '../pages/pull.ts';
import type { Joined, MapFacts } from './facts.ts';
import { withLately } from './lately.ts';
import { MOST_ASKED, neighboursOf } from './neighbours.ts';
import { remembering } from './remembering.ts';
import { joined, seenBy } from './seen.ts';

export interface MapOptions {
  readonly facts: MapFacts;
  readonly open: (repository: RepositoryRef, signal?: AbortSignal) => Promise<Repository>;
  readonly archive: Archive;
  readonly publicUrl: string;
  /** Where people see GitHub. */
  readonly website: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type ShowMap = (viewer: Viewer, repository: ReadableRepository) => Promise<Answer>;

const PATIENCE_MS = 30_000;
const MONTH_MS = 30 * 86_400_000;

/** What is asked of GitHub is believed for five minutes. Rejects where GitHub is away. */
export function createMap({ facts, open, archive, publicUrl, website, now }: MapOptions): ShowMap {
  const soon = () => AbortSignal.timeout(PATIENCE_MS);
  const all = remembering((installation: number) => facts.all(installation, soon()), { now, keyOf: String });
  const graphs = remembering((one: Joined) => facts.graphOf(one, soon()), { now, keyOf: ({ id }) => String(id) });
  const merges = remembering(
    async (one: Joined) => {
      const repository = { ...(await open(one, soon())), id: one.id, defaultBranch: one.defaultBranch };
      return mergesOf(archiveFor(archive, one.visibility), repository, new Date(now() - MONTH_MS).toISOString());
    },
    { now, keyOf: ({ id }) => String(id) },
  );
  const readable = remembering(
    async ({ viewer, one }: { viewer: Viewer; one: Joined }) => mayRead(await open(one, soon()), viewer, soon()),
    { now, keyOf: ({ viewer, one }) => `${viewer.id} ${viewer.login} ${one.id}` },
  );
  return async (viewer, repository) => {
    const { shown, isCut } = await neighboursOf(repository.id, await all(repository.installation), (one) =>
      readable({ viewer, one }),
    );
    const names = new Set(shown.map((one) => fullName(one).toLowerCase()));
    const found = await Promise.all(shown.map(async (one) => ({ one, graph: await graphs(one) })));
    const merged = await Promise.all(shown.map(async (one) => ({ ...one, merges: await merges(one) })));
    const graph = seenBy(joined(found.flatMap(({ graph: own }) => own ?? [])), names);
    const pipelines = graph.pipelines.map((pipeline) => withLately(pipeline, merged, publicUrl));
    const wrong = found.filter((one) => one.graph === undefined).map(({ one }) => fullName(one));
    const notes = [
      `As the default branches have it, looked for in the nearest ${MOST_ASKED} repositories. Left out is what your account on GitHub may not read, and what the App is not installed in.`,
      ...(wrong.length > 0 ? [`Without the pipelines of ${wrong.join(', ')}: the weir.yml there does not stand.`] : []),
      ...(isCut ? [`Only the nearest ${shown.length} repositories are shown.`] : []),
    ];
    const about = html`${repositoryLink(website, fullName(repository))} · <a href="${publicUrl}${folderOf(repository)}">all merges</a>`;
    return page(200, readsPage({ ...graph, pipelines }, { about, notes }), readsPolicy);
  };
}
