/**
 * What a consumer runs, where its default branch does not answer what production has: the newest of its versions before that
 * whose replay gives the recorded answers. Asked only then, since each version is a replay of its own.
 */
import { beside } from '../artifacts/beside.ts';
import type { Config, PipelineConfig } from '../config/config.ts';
import { parseElsewhere } from '../document/elsewhere.ts';
import { WeirError } from '../errors.ts';
import { plural } from '../format/numbers.ts';
import { inferProduction } from '../monitor/production.ts';
import { type State, statesOf } from '../monitor/states.ts';
import type { Report } from '../report/report.generated.ts';
import { revision } from '../report/sentences.ts';
import { isDoubtful } from '../report/story.ts';
import type { SnapshotElsewhere } from '../repository/composite.ts';
import type { Snapshot } from '../repository/snapshot.ts';
import type { Consumer } from './changing.ts';

export interface Running {
  readonly snapshot: Snapshot;
  /** Of the change, with this version of the consumer in place. */
  readonly report: Report;
  /** Which version that is, a sentence. */
  readonly note: string;
}

interface Asked {
  readonly consumer: Consumer;
  readonly config: Config;
  readonly pipeline: PipelineConfig;
  /** Files of other repositories, as base has them. */
  readonly elsewhere: SnapshotElsewhere;
  /** The report with another version of the consumer in place. */
  assess(snapshot: Snapshot): Promise<Report | WeirError>;
}

/** Versions before the present one that are tried. */
const MOST_BEHIND = 8;

/** Undefined where none of them answers what production has, or nobody knows them. @param present what the default branch comes to */
export async function runningOf(asked: Asked, present: Report): Promise<Running | undefined> {
  const { consumer, config, pipeline, elsewhere, assess } = asked;
  const { history, snapshot: tip } = consumer;
  if (!history) return undefined;
  const snapshotAt = async (commit: string): Promise<Snapshot> => (commit === 'HEAD' ? tip : history.snapshot(commit));
  const states = await orNone(() =>
    statesOf(
      pipeline,
      {
        merges: (paths, most) =>
          history.merges(
            paths.filter((path) => !parseElsewhere(path)),
            most,
          ),
        snapshot: async (commit) => beside(await snapshotAt(commit), elsewhere, config, [pipeline]),
      },
      MOST_BEHIND + 1,
    ),
  );
  // Newest first, as long as none answers all that production has.
  const tried = [{ snapshot: tip, report: present }];
  for (const { merge } of states.toReversed().slice(1)) {
    const snapshot = await snapshotAt(merge.commit);
    const report = await assess(snapshot);
    // What weir.yml of today names is not there yet.
    if (!('pipelines' in report)) break;
    tried.push({ snapshot, report });
    if (report.pipelines[0]?.reproduction?.different === 0) break;
  }
  const versions = tried.toReversed();
  const found = inferProduction(
    versions.map(({ report }) => report.pipelines[0]?.reproduction),
    () => 0,
  );
  const running = found && versions[found.running];
  const [judged] = running?.report.pipelines ?? [];
  if (!running || !judged || running.snapshot === tip || isDoubtful(judged)) return undefined;
  const behind = plural(tried.indexOf(running), 'change');
  const note = `judged with ${revision(running.snapshot.revision)}, ${behind} behind ${tip.name}: what production answered says that it runs that`;
  return { ...running, note };
}

/** A clone without its history, say. */
async function orNone(find: () => Promise<State[]>): Promise<State[]> {
  try {
    return await find();
  } catch (error) {
    if (error instanceof WeirError) return [];
    throw error;
  }
}
