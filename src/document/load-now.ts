/**
 * Loads one of our files when it is first needed, for who cannot wait as `import()` does: what a check loads without
 * need, everybody who runs one waits for.
 */
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Such files, from the folder of all; rolldown.config.ts lists them, too. */
type Later = 'document/yaml-parser' | 'format/string-width';

const url = import.meta.url;
const require = createRequire(url);

/** As source they stand where they are named; once built, this file is part of a chunk in a folder beside theirs. */
export function loadNow<T>(name: Later): T {
  return require(fileURLToPath(new URL(`../${name}${extname(url)}`, url)));
}
