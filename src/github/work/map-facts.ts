/** Who reads what in an installation, from the weir.yml on default branches. Asked for the App's map. */
import { collect } from '../../downstreams/graph/collect.ts';
import { WeirError } from '../../errors.ts';
import { fullName, type Repository, type RepositoryRef } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import type { MapFacts } from '../reports/map/facts.ts';
import { openSnapshot } from '../snapshot/snapshot.ts';
import type { Asking, ConsumerIndex } from './consumer-index.ts';

interface Asked extends Asking {
  open(repository: RepositoryRef, signal: AbortSignal): Promise<Repository>;
}

export function mapFacts(index: Pick<ConsumerIndex, 'all'>, work: Asked): MapFacts {
  return {
    all: (installation, signal) => index.all(work, installation, signal),
    async graphOf(one, signal) {
      try {
        const repository = await work.open(one, signal);
        const tip = await repository.git.tip(one.defaultBranch);
        const snapshot = await openSnapshot(repository, tip, one.defaultBranch);
        return await collect([{ repository: fullName(one), snapshot }], 'as named');
      } catch (error) {
        if (error instanceof WeirError || isRefusal(error)) return undefined;
        throw error;
      }
    },
  };
}
