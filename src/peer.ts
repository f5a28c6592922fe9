/**
 * Packages that only some need are optional peers: loaded on first use, and where one is missing the error says what
 * needs it and which command installs it.
 */
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PeerError, type Problem } from './errors.ts';
import { type Peer, pinnedVersion, version } from './version.ts';

/**
 * Loads a peer. Throws a PeerError that names the command.
 *
 * @param use what needs it, with its verb: `the App needs`
 * @param peers all that have to be there for this use, so that nobody installs them one by one
 * @param file what was read when it turned out to be missing
 */
export async function loadPeer<T>(
  use: string,
  peers: readonly Peer[],
  load: () => Promise<T>,
  file?: string,
): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    throw new PeerError([{ file, ...problemOf(use, peers, cause) }], { cause });
  }
}

/** The same for what has to be there at once: a comparison never waits. `load` requires. */
export function requirePeer<T>(use: string, peers: readonly Peer[], load: () => T, file?: string): T {
  try {
    return load();
  } catch (cause) {
    throw new PeerError([{ file, ...problemOf(use, peers, cause) }], { cause });
  }
}

function problemOf(use: string, peers: readonly Peer[], cause: unknown): Problem {
  const [noun, verb] = peers.length > 1 ? ['packages', 'are'] : ['package', 'is'];
  const isMissing = cause instanceof Error && 'code' in cause && MISSING.has(cause.code);
  const [why] = String(cause instanceof Error ? cause.message : cause).split('\n');
  const state = isMissing ? `${verb} not installed` : `can't be loaded: ${why}`;
  return { message: `${use} the ${noun} ${peers.join(' and ')}, which ${state}`, expected: installCommand(peers) };
}

const MISSING: ReadonlySet<unknown> = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** Exactly what a shell takes, for the place that this Weir was installed in. */
export function installCommand(peers: readonly Peer[], here = fileURLToPath(import.meta.url)): string {
  const pins = peers.map((name) => `${name}@${pinnedVersion(name)}`);
  // What npx and npm exec run lies in a cache of theirs, where only they can put more.
  if (here.includes(`${sep}_npx${sep}`)) return `npx ${[`weir-bot@${version}`, ...pins].map(asked).join(' ')} weir …`;
  // https://docs.npmjs.com/cli/configuring-npm/folders: global packages are in lib/node_modules of the prefix.
  const isGlobal = here.includes(`${sep}lib${sep}node_modules${sep}weir-bot${sep}`);
  return ['npm i', ...(isGlobal ? ['-g'] : []), ...pins].join(' ');
}

function asked(pin: string): string {
  return `--package=${pin}`;
}
