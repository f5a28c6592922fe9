/** Which paths are worth a look: cheap, since it is asked of every file of a change. */
import { hasReader } from '../../config/engines.ts';
import { unreadFormat } from '../../config/unread.ts';
import { isAside, isForeign, isPassedOver } from '../likely.ts';

/** By its path alone, the file may be one that should be governed. */
export function mayBeGoverned(path: string): boolean {
  if (isPassedOver(path) || isAside(path)) return false;
  const sort = unreadFormat(path)?.sort;
  if (sort !== undefined) return sort !== 'source';
  return hasReader(path) && !isForeign(path);
}
