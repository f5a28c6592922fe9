/** Which addresses a server fetches with its own rights: those below what its operator has named, whatever weir.yml asks for. */
import { posix } from 'node:path';

/**
 * Whether everything that an address with wildcards can name lies below one of these places. A place is an address, and
 * ends where one of its folders does; an address that may lead up again, however that is written, lies nowhere.
 */
export function isAllowedAddress(files: string, places: readonly string[]): boolean {
  return places.some((place) => {
    const below = place.endsWith('/') ? place : `${place}/`;
    if (!place.includes('://') || !files.startsWith(below)) return false;
    const rest = files.slice(below.length);
    return posix.normalize(rest) === rest && !rest.startsWith('/') && !/(^|\/)\.\.(\/|$)|\\|%(2e|2f|5c|25)/i.test(rest);
  });
}
