/**
 * Where names lead that no repository of the list has: to one that was called so before, as long as nobody has taken the name, since
 * GitHub leads on from there. Asked for anew after a while, and of a repository's name as soon as it is nobody's any more.
 */
import { type Repository, type RepositoryRef, refTo } from '../port/repository.ts';
import { unlessRefusal } from '../port/status.ts';

export interface FormerNames {
  /**
   * Numbers of the repositories that names lead to, by these names.
   * @param names `owner/name`, lower case, that nobody in the list has
   */
  leadingTo(asked: Asked, names: ReadonlySet<string>): Promise<ReadonlyMap<string, number>>;
  /** It is somebody's name now. */
  taken(name: string): void;
}

interface Asking {
  open(repository: RepositoryRef, signal: AbortSignal): Promise<Pick<Repository, 'about'>>;
}

interface Asked {
  readonly work: Asking;
  readonly installation: number;
  readonly signal: AbortSignal;
}

/** Of one look. */
const MOST = 100;
/** Milliseconds for which an answer is believed: somebody whom the App does not see may take a name. */
const LEADING = 10 * 60_000;
/** The same of a name that leads nowhere: whoever gets it is seen, and is asked about once it is gone again. */
const LEADING_NOWHERE = 60 * 60_000;

export function createFormerNames(now: () => number): FormerNames {
  const known = new Map<string, { readonly id: number | undefined; readonly until: number }>();
  return {
    async leadingTo({ work, installation, signal }, names) {
      const due = [...names].filter((name) => !((known.get(name)?.until ?? 0) > now())).slice(0, MOST);
      for (const name of due) {
        const id = await numberOf(work, refTo(installation, name), signal);
        known.set(name, { id, until: now() + (id === undefined ? LEADING_NOWHERE : LEADING) });
      }
      return new Map(
        [...names].flatMap((name) => {
          const id = known.get(name)?.id;
          return id === undefined ? [] : [[name, id] as const];
        }),
      );
    },
    taken: (name) => void known.delete(name),
  };
}

async function numberOf(work: Asking, ref: RepositoryRef, signal: AbortSignal): Promise<number | undefined> {
  const repository = await work.open(ref, signal);
  return (await unlessRefusal(() => repository.about(signal)))?.id;
}
