/** Where a command keeps what was read of recordings for the next one. */
import { join } from 'node:path';
import { keyFrom } from '../recordings/kept/key-file.ts';
import { type KeptStore, openKeptStore } from '../recordings/kept/store.ts';
import { cacheFolder } from './keep-linked.ts';

const MOST_BYTES = 1_000_000_000;

/** Nothing is made before something is to be kept. */
export function keptOf(env: NodeJS.ProcessEnv, say: (text: string) => void): KeptStore {
  const root = cacheFolder(env);
  return openKeptStore(join(root, 'kept'), {
    key: () => keyFrom(join(root, 'kept.key')),
    maxBytes: MOST_BYTES,
    say,
  });
}
