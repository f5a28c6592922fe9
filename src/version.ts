/** Weir's own version, as its package.json says. */
import { readFileSync } from 'node:fs';

export const version = readVersion();

function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) return String(manifest.version);
  throw new Error("Weir's package.json has no version");
}
