/**
 * Who reads whom among the repositories of an installation: from the weir.yml on their default branches, and from nothing
 * else. Kept in this process alone, since it may be lost at any time: each look lists the repositories anew, a request a
 * hundred, and reads weir.yml only where something was pushed since, a hundred a request where GitHub tells them so. Keyed by GitHub's
 * number of a repository, which it keeps when it is renamed or transferred: a name means whom GitHub leads to from it.
 */
import { configPath } from '../../config/load.ts';
import type { GitHubApp, InstalledRepository } from '../port/app.ts';
import { fullName, type Repository, type RepositoryRef } from '../port/repository.ts';
import { isRefusal } from '../port/status.ts';
import { createFormerNames } from './former-names.ts';

export interface ConsumerIndex {
  /** The repositories, but for this one, whose weir.yml may name it: a look into each tells. */
  readersOf(work: Asking, upstream: Upstream, signal: AbortSignal): Promise<Reader[]>;
  /** All repositories of an installation, with those that their weir.yml may name. */
  all(work: Asking, installation: number, signal: AbortSignal): Promise<Naming[]>;
  /** Whether its weir.yml may name another repository, as it was read last; nobody is asked. */
  reads(repository: RepositoryRef): boolean;
  /** A push may have changed a weir.yml in the second in which it was read. */
  touched(repository: RepositoryRef): void;
}

/** What it asks of GitHub. */
export interface Asking {
  readonly app: Pick<GitHubApp, 'repositories' | 'files'>;
  open(repository: RepositoryRef, signal: AbortSignal): Promise<Pick<Repository, 'git' | 'about'>>;
}

/** One of them, with the text of its weir.yml. */
export interface Reader extends InstalledRepository {
  readonly text: string;
  /** What it calls the upstream, lower case, where that had other names before. */
  readonly formerly?: readonly string[];
  /** What it calls others that had other names before, lower case, by the number of the repository that each leads to. */
  readonly former?: ReadonlyMap<number, readonly string[]>;
}

export interface Naming extends Reader {
  /** `owner/name`, lower case: as they are written, and as who was called so is called now. */
  readonly names: ReadonlySet<string>;
}

export interface Upstream {
  readonly id: number;
  readonly installation: number;
  /** As it is called now: `owner/name`. */
  readonly name: string;
}

interface Entry {
  readonly pushedAt: string;
  /** Lower case. */
  readonly names: ReadonlySet<string>;
  /** Kept where it names somebody. */
  readonly text: string;
  /** False where another push may have come since with the same time. */
  readonly isSettled: boolean;
}

/** Requests at once. */
const ABREAST = 10;
/** GitHub tells the second of a push, and its clock and ours may differ. */
const SETTLED = 120_000;
/** Names of one weir.yml that nobody has and that may be former ones. */
const MOST_FORMER = 20;

/** One of them with whom its names lead to. */
type Looked = Naming & Required<Pick<Reader, 'former'>>;

export function createConsumerIndex(now: () => number = Date.now): ConsumerIndex {
  const entries = new Map<number, Entry>();
  const touched = new Set<string>();
  const named = new Map<string, boolean>();
  const formerNames = createFormerNames(now);

  function entryOf({ pushedAt }: InstalledRepository, file: string | undefined | 'refused'): Entry {
    // An entry of what cannot be read names nobody; whether it can be read by now is asked the next time.
    const text = file === undefined || file === 'refused' ? '' : file;
    const names = new Set(namesIn(text));
    const isSettled = file !== 'refused' && now() - Date.parse(pushedAt) > SETTLED;
    return { pushedAt, names, text: names.size === 0 ? '' : text, isSettled };
  }

  /** @param upstream whose own weir.yml is not asked for */
  async function look(work: Asking, installation: number, signal: AbortSignal, upstream?: Upstream): Promise<Looked[]> {
    const listed: InstalledRepository[] = [];
    const numbers = new Map(upstream && [[upstream.name.toLowerCase(), upstream.id]]);
    for await (const one of work.app.repositories(installation, signal)) {
      numbers.set(keyOf(one), one.id);
      formerNames.taken(keyOf(one));
      if (!one.frozen && one.id !== upstream?.id && one.pushedAt !== '') listed.push(one);
    }
    const due = listed.filter((one) => {
      const known = entries.get(one.id);
      return !known?.isSettled || known.pushedAt !== one.pushedAt || touched.has(keyOf(one));
    });
    // Before they are read: what is pushed meanwhile counts the next time.
    const wereTouched = new Set(due.filter((one) => touched.delete(keyOf(one))));
    const settle = (one: InstalledRepository, file: string | undefined | 'refused'): void => {
      const entry = entryOf(one, file);
      entries.set(one.id, entry);
      named.set(keyOf(one), entry.names.size > 0);
      wereTouched.delete(one);
    };
    try {
      // A single one is one request either way.
      const told = due.length > 1 ? await work.app.files(installation, configPath, due, signal) : new Map();
      const queue = due.values();
      const readSome = async (): Promise<void> => {
        for (const one of queue) settle(one, told.has(one.id) ? told.get(one.id) : await read(work, one, signal));
      };
      await Promise.all(Array.from({ length: ABREAST }, readSome));
    } finally {
      for (const one of wereTouched) touched.add(keyOf(one));
    }
    const owners = new Set([...numbers.keys()].map(ownerOf));
    const found = listed.flatMap((one) => {
      const { names, text } = entries.get(one.id) ?? {};
      return names && text !== undefined ? [{ ...one, names, text, free: freeAmong(names, numbers, owners) }] : [];
    });
    const free = new Set(found.flatMap((one) => one.free));
    const led = await formerNames.leadingTo({ work, installation, signal }, free);
    const present = new Map([...numbers].map(([name, id]) => [id, name]));
    return found.map(({ free: own, names, ...one }) => {
      const former = Map.groupBy(
        own.filter((name) => led.has(name)),
        (name) => led.get(name) ?? 0,
      );
      const now = [...former.keys()].flatMap((id) => present.get(id) ?? []);
      return { ...one, names: new Set([...names, ...now]), former };
    });
  }

  return {
    async readersOf(work, upstream, signal) {
      const { id, installation, name } = upstream;
      const all = await look(work, installation, signal, upstream);
      return all.flatMap(({ names, ...one }) => {
        const formerly = one.former.get(id);
        if (formerly) return [{ ...one, formerly }];
        return names.has(name.toLowerCase()) ? [one] : [];
      });
    },
    async all(work, installation, signal) {
      return (await look(work, installation, signal)).map(({ former: _, ...one }) => one);
    },
    reads: (repository) => named.get(keyOf(repository)) ?? false,
    touched: (repository) => void touched.add(keyOf(repository)),
  };
}

/** Names that nobody in the list has and that one of its owners may have given away; the first, since a weir.yml may name anything. */
function freeAmong(
  names: ReadonlySet<string>,
  numbers: ReadonlyMap<string, number>,
  owners: ReadonlySet<string>,
): string[] {
  return [...names].filter((name) => !numbers.has(name) && owners.has(ownerOf(name))).slice(0, MOST_FORMER);
}

function ownerOf(name: string): string {
  return name.slice(0, name.indexOf('/'));
}

/** Undefined where there is none. */
async function read(
  work: Asking,
  one: InstalledRepository,
  signal: AbortSignal,
): Promise<string | undefined | 'refused'> {
  const repository = await work.open(one, signal);
  try {
    const file = await repository.git.file(configPath, one.defaultBranch);
    return file && new TextDecoder().decode(file);
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
}

function keyOf(repository: RepositoryRef): string {
  return fullName(repository).toLowerCase();
}

/** Whatever looks like the name of a repository before a path: more than are meant, and none less. */
export function namesIn(text: string): string[] {
  // Bounded as GitHub bounds names, so that no text takes longer than its length.
  return [...text.matchAll(/(?<![A-Za-z\d-])([A-Za-z\d][A-Za-z\d-]{0,38}\/[\w.-]{1,100}):/g)].map(([, name = '']) =>
    name.toLowerCase(),
  );
}
