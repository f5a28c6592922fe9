/** Where each engine of the registry comes from, so that a process can load one without all others. */
import { readFile } from 'node:fs/promises';
import type { Engine } from '../src/artifacts/engine.ts';

/** `import { cel } from './rules/cel/index.ts';` */
const IMPORT = /^import \{ (.+) \} from '\.\/(.+\/index\.ts)';$/gm;

/** TypeScript: what loads each engine, by its id. */
export async function engineLoads(engines: readonly Engine[]): Promise<string> {
  const registry = await readFile('src/artifacts/registry.ts', 'utf8');
  const loads = new Map<Engine, string>();
  for (const [, names = '', path = ''] of registry.matchAll(IMPORT)) {
    const module: Readonly<Record<string, Engine>> = await import(`../src/artifacts/${path}`);
    for (const name of names.split(', ')) {
      const engine = module[name];
      if (engine) loads.set(engine, `async () => (await import('./${path}')).${name}`);
    }
  }
  const lines = engines.map((engine) => {
    const load = loads.get(engine);
    if (!load) throw new Error(`src/artifacts/registry.ts imports ${engine.id} in a way that is not understood here`);
    return `  ${/^\w+$/.test(engine.id) ? engine.id : `'${engine.id}'`}: ${load},`;
  });
  return [
    '/** Generated from the registry in src/artifacts by `npm run generate`; change that instead. */',
    "import type { Engine } from './engine.ts';",
    '',
    'export const engineLoads: Readonly<Record<string, () => Promise<Engine>>> = {',
    ...lines,
    '};',
    '',
  ].join('\n');
}
