/** How far a replay is, in the title of its check. Titles that come too fast are dropped, for GitHub counts every write. */
import type { Repository } from '../port/repository.ts';
import type { CheckRun } from './check-run.ts';
import { interim } from './interim.ts';

export interface ProgressOptions {
  /** Between two requests. 5 by default. */
  readonly seconds?: number;
  /** Milliseconds of a clock that never goes back. */
  readonly clock?: () => number;
}

export interface CheckProgress {
  /** Never waits and never throws. */
  update(title: string): void;
  /** Resolves when no title is under way any more; later ones are dropped, so that none can overwrite the verdict. */
  finish(): Promise<void>;
}

export function reportProgress(repository: Repository, run: CheckRun, options: ProgressOptions = {}): CheckProgress {
  const { seconds = 5, clock = () => performance.now() } = options;
  const stop = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;

  async function send(title: string): Promise<void> {
    try {
      // A title that is late is worth nothing; nothing may come after the verdict.
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(seconds * 1000)]);
      await repository.checks.update(run.id, { output: interim(title, run) }, signal);
    } catch (error) {
      repository.warn(`check run ${run.id}: its progress was not posted: ${String(error)}`);
    }
    underWay = undefined;
  }

  return {
    update(title) {
      if (stop.signal.aborted || underWay || clock() - last < seconds * 1000) return;
      last = clock();
      underWay = send(title);
    },
    async finish() {
      await underWay;
      stop.abort();
    },
  };
}
