/** The pipelines of a repository that its weir.yml wants watched, with all that was counted of them: by GitHub's API, on the default branch. */
import type { Surroundings } from '../../../artifacts/outside.ts';
import type { Config, PipelineConfig } from '../../../config/config.ts';
import { readConfigAt } from '../../../config/read.ts';
import { WeirError } from '../../../errors.ts';
import { pathOf, readAccepted } from '../../../monitor/accepted.ts';
import { watch } from '../../../monitor/monitor.ts';
import type { Watched } from '../../../monitor/watched.ts';
import { resolveFiles } from '../../../recordings/resolve.ts';
import { NOTHING_OUTSIDE } from '../../../replay/broker/broker.ts';
import { refusesEndpoint } from '../../endpoint-places.ts';
import type { Repository } from '../../port/repository.ts';
import { unlessStatus } from '../../port/status.ts';
import { untilAborted } from '../../requests/until-aborted.ts';
import { openBlobs } from '../../snapshot/blobs.ts';
import { recordingStorage } from '../../snapshot/recording-storage.ts';
import { type GitHubSnapshot, openSnapshot } from '../../snapshot/snapshot.ts';
import type { WorkContext } from '../context.ts';
import { historyOf } from './history.ts';

export interface Trunk {
  readonly branch: string;
  readonly snapshot: GitHubSnapshot;
  readonly config: Config;
  /** Those with `monitor`. */
  readonly watched: readonly PipelineConfig[];
}

/** Undefined where there is no commit, or no weir.yml. Throws a WeirError where that is wrong. */
export async function openTrunk(repository: Repository, branch: string): Promise<Trunk | undefined> {
  const tip = await unlessStatus([404, 409], () => repository.git.tip(branch));
  if (tip === undefined) return undefined;
  const snapshot = await openSnapshot(repository, tip, branch, openBlobs(repository));
  const config = await readConfigAt(snapshot);
  if (!config) return undefined;
  return { branch, snapshot, config, watched: config.pipelines.filter(({ monitor }) => monitor !== undefined) };
}

/**
 * Waits for a turn among the replays. Throws the signal's reason, and a WeirError where it cannot be watched.
 * @param at only weeks that were over on this day
 */
export async function look(
  work: WorkContext,
  repository: Repository,
  { snapshot, config }: Trunk,
  pipeline: PipelineConfig,
  { signal, at }: { readonly signal: AbortSignal; readonly at?: string },
): Promise<Watched> {
  const { recording, name } = pipeline;
  if (recording.time === undefined)
    throw new WeirError([
      {
        ...{ file: config.path, line: recording.range.line, column: recording.range.column, expected: 'time' },
        message: `${name} cannot be watched: its recording has no times`,
      },
    ]);
  const history = historyOf(work, repository, snapshot, signal);
  await history.assertThere(config, pipeline);
  await using resources = new AsyncDisposableStack();
  const storage = recordingStorage(snapshot, {
    ...{ cache: work.recordings, outside: work.bounds.recordings, resources },
  });
  const text = await snapshot.read(pathOf(name));
  const accepted = text === undefined ? undefined : readAccepted(text, name);
  const files = await untilAborted(resolveFiles(recording, storage, config.path, 'counts'), signal);
  const { jobs } = work.bounds;
  const replay = { jobs, full: true, seed: 1, signal, outside: surroundings(work) };
  using _turn = await work.turns.take(signal);
  return watch(
    pipeline,
    history,
    { files, keep: storage.keep, replay },
    {
      ...(at !== undefined && { at }),
      ...(accepted && { accepted }),
    },
  );
}

/** As for checks by the weir.yml of base; a deployment is that of a pull request, and here there is none. */
function surroundings({ bounds: { jobs, endpoints, endpointSecrets } }: WorkContext): Surroundings {
  return {
    ...NOTHING_OUTSIDE,
    refuses: (address, secret) => refusesEndpoint(endpoints, address, secret),
    deployment: () => ({ missing: 'nothing is deployed for a branch by itself' }),
    environment: endpointSecrets,
    jobs,
  };
}
