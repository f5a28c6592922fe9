/** Versions as reports print them, read from the package.json that is really installed. */
import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

/** Version of an installed package. Throws where it is not installed: the adapter that asks could not work either. */
export function packageVersion(name: string): string {
  return versionIn(findPackageJSON(name, import.meta.url), name);
}

function versionIn(path: string | undefined, name: string): string {
  const manifest: unknown = path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error(`no version in the package.json of ${name}`);
}
