/** Versions as reports print them. */
import { pinnedVersion } from '../version.ts';

/** Version of the package that an engine is made of; it is bundled, so it is the pinned one. Throws where none is pinned. */
export function packageVersion(name: string): string {
  return pinnedVersion(name);
}
