/** Where each engine of the registry comes from, so that a process can load one without all others. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Engine } from '../src/artifacts/engine.ts';

/** `import { cel } from './rules/cel/index.ts';` */
const IMPORT = /^import \{ (.+) \} from '\.\/(.+)\/index\.ts';$/gm;

/** TypeScript: what loads each engine, by its id, and what compiles for it, where that is a file of its own. */
export async function engineLoads(engines: readonly Engine[]): Promise<string> {
  const registry = await readFile('src/artifacts/registry.ts', 'utf8');
  const places = new Map<Engine, { readonly folder: string; readonly name: string }>();
  for (const [, names = '', folder = ''] of registry.matchAll(IMPORT)) {
    const module: Readonly<Record<string, Engine>> = await import(`../src/artifacts/${folder}/index.ts`);
    for (const name of names.split(', ')) {
      const engine = module[name];
      if (engine) places.set(engine, { folder, name });
    }
  }
  const from = (file: string): string[] =>
    engines.flatMap((engine) => {
      const place = places.get(engine);
      if (!place)
        throw new Error(`src/artifacts/registry.ts imports ${engine.id} in a way that is not understood here`);
      const path = `${place.folder}/${file}`;
      if (!existsSync(`src/artifacts/${path}`)) return [];
      const key = /^\w+$/.test(engine.id) ? engine.id : `'${engine.id}'`;
      return [`  ${key}: async () => (await import('./${path}')).${place.name},`];
    });
  return [
    '/** Generated from the registry in src/artifacts by `npm run generate`; change that instead. */',
    "import type { Compiler, Engine } from './engine.ts';",
    '',
    'export const engineLoads: Readonly<Record<string, () => Promise<Engine>>> = {',
    ...from('index.ts'),
    '};',
    '',
    'export const compilerLoads: Readonly<Record<string, () => Promise<Compiler>>> = {',
    ...from('compiler.ts'),
    '};',
    '',
  ].join('\n');
}
