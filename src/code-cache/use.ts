/** Uses the code that is kept of the built files. The first that a program does: what was required before is compiled already. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeFile, compileModule, type Program, readCode } from './code.ts';
import { compileBy } from './modules.ts';

/** Sources are compiled by Node alone. */
export function useCode(program: Program): void {
  const own = fileURLToPath(import.meta.url);
  if (own.endsWith('.ts')) return;
  const folder = dirname(dirname(own));
  const code = readCode(join(folder, codeFile(program)));
  if (!code) return;
  compileBy(folder, (name, text, path) => {
    const bytes = code.get(name);
    return bytes && compileModule(text, path, bytes);
  });
}
