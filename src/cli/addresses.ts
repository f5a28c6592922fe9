/** Files of recordings that are named on the command line, and no weir.yml speaks of. */
import { isAbsolute, join, normalize, resolve } from 'node:path';
import { schemeOf } from '../recordings/storage/registry.ts';
import type { RecordingStorage } from '../recordings/storage/storage.ts';
import { linkedCache } from './keep-linked.ts';

/** What lies outside of the working directory is named by its URL, as in weir.yml. */
export function addressOf(argument: string): string {
  if (schemeOf(argument) !== '') return argument;
  const leadsOut = isAbsolute(argument) || normalize(argument).startsWith('..');
  return leadsOut ? `file://${encodeURI(resolve(argument)).replaceAll('%5B', '[').replaceAll('%5D', ']')}` : argument;
}

/** Files as they lie in the working directory, whether git tracks them or not. */
export function storageHere(resources: AsyncDisposableStack): RecordingStorage {
  const directory = process.cwd();
  return {
    tracked: { list: async () => [], localPath: async (path) => join(directory, path) },
    directory,
    keep: linkedCache(process.env, resources).keep,
  };
}
