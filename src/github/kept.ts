/** Where the App keeps what was read of recordings: each repository's apart, and encrypted by a key that is made of the App's. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import { openKeptStore } from '../recordings/kept/store.ts';
import { fullName } from './port/repository.ts';
import { createSeal } from './seal.ts';
import type { Settings } from './settings.ts';
import type { WorkContext } from './work/context.ts';

/** Of the room that downloads have, so much more. */
const SHARE = 0.1;

export function keptBy({ cache, cacheBytes, privateKey }: Settings, log: Logger): WorkContext['kept'] {
  const key = Buffer.from(createSeal(privateKey, 'kept').derive('recordings'), 'base64url');
  const store = openKeptStore(join(cache, 'kept'), {
    key: async () => key,
    maxBytes: SHARE * cacheBytes,
    say: (text) => log.warn(text),
  });
  return (repository) => {
    const nameOf = (name: unknown): unknown => [repository.installation, fullName(repository), name];
    return {
      tell: store.tell,
      get: (name) => store.get(nameOf(name)),
      put: (name, bytes) => store.put(nameOf(name), bytes),
    };
  };
}
