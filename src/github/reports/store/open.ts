/** Chooses where texts lie by what WEIR_REPORTS says. `app.ts` calls it once. */
import { folderStore } from './folder.ts';
import { openS3Store, readS3Place } from './s3.ts';
import type { TextStore } from './text-store.ts';

/**
 * Throws a PeerError where what is needed for a bucket is not installed.
 *
 * @param place a folder, or the address of a bucket
 * @param kinds the first parts of names
 */
export async function openTextStore(place: string, kinds: readonly string[]): Promise<TextStore> {
  const bucket = readS3Place(place);
  return bucket ? openS3Store(bucket, kinds) : folderStore(place, kinds);
}
