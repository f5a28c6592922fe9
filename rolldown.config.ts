/**
 * What `npm run build` makes for publishing: the program and its replay process, each with what it needs in a few files,
 * since a check spends a good part of its time on starting, and so that npm has little to install. Only the optional
 * peers, which are native code or large, stay packages of their own.
 */
import { join } from 'node:path';
import { defineConfig, type RolldownOptions } from 'rolldown';
import manifest from './package.json' with { type: 'json' };

const peers = Object.keys(manifest.peerDependencies);

/** What every check loads, in this order: together as far as they share it. */
const steps = ['cli/main', 'cli/program', 'cli/check', 'cli/run-check', 'report/terminal'];

/**
 * The engines that most pipelines have, to be loaded together. Others are loaded one by one, by what only they need and
 * what several of them share.
 */
const usual = ['schema/json-schema', 'rules/json-logic-engine', 'model/params'];

export default defineConfig([
  build({ 'cli/main': 'src/cli/main.ts' }, 'chunks', shareOfSteps(steps)),
  // A replay process loads the engines of its plans and no others, and the program all: what both need is there twice.
  build({ 'replay/worker': 'src/replay/worker.ts' }, 'replay', shareOfEngines()),
]);

/** @param name what a module is put together with; nothing but itself where null */
function build(input: Record<string, string>, folder: string, name: Share): RolldownOptions {
  return {
    input,
    platform: 'node',
    // Entries are run, not imported.
    preserveEntrySignatures: 'allow-extension',
    external: (id) => peers.some((peer) => id === peer || id.startsWith(`${peer}/`)),
    output: {
      dir: 'dist',
      format: 'esm',
      entryFileNames: '[name].js',
      // One folder deep like the entries, so that paths to other files of the package stay what they are in src.
      chunkFileNames: `${folder}/[name].js`,
      // To find a file takes Node as long as to load it, and by itself the bundler makes 160 of what a check loads.
      codeSplitting: { groups: [{ name, debugName: folder, includeDependenciesRecursively: false }] },
      sourcemap: true,
      // Without blanks and comments it is a quarter smaller; names stay, so that a stack trace says something.
      minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
    },
  };
}

type Share = (id: string, modules: Modules) => string | null;

interface Modules {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
}

/** By the steps that a module is a part of, without any import that is made later. */
function shareOfSteps(steps: readonly string[]): Share {
  let reached: readonly ReadonlySet<string>[] | undefined;
  return (id, modules) => {
    reached ??= steps.map((step) => reachedFrom(source(step), modules));
    const of = steps.filter((_step, index) => reached?.[index]?.has(id));
    return of.length === 0 ? null : of.map((step) => step.replace(/^.*\//, '')).join('-');
  };
}

/** What each process loads; what the usual engines need; what several of the others need. */
function shareOfEngines(): Share {
  let always: ReadonlySet<string> | undefined;
  let engines: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  return (id, modules) => {
    always ??= reachedFrom(source('replay/worker'), modules);
    const found = modules.getModuleInfo(source('artifacts/engine-loads.generated'))?.dynamicallyImportedIds ?? [];
    engines ??= new Map(found.map((engine) => [engine, reachedFrom(engine, modules)]));
    if (always.has(id)) return 'process';
    const of = [...engines].filter(([, reached]) => reached.has(id)).map(([engine]) => engine);
    if (usual.some((engine) => of.includes(source(`artifacts/${engine}/index`)))) return 'usual-engines';
    return of.length > 1 ? 'engines' : null;
  };
}

function source(name: string): string {
  return join(import.meta.dirname, `src/${name}.ts`);
}

function reachedFrom(root: string, modules: Modules): ReadonlySet<string> {
  const found = new Set([root]);
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}
