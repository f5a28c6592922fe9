/**
 * What `npm run build` makes for publishing: the program and its replay process, each with what it needs in a few files,
 * since a check spends a good part of its time on starting, and so that npm has little to install. Only the optional
 * peers, which are native code or large, stay packages of their own.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };
import { codeFile } from './src/code-cache/code.ts';

const peers = Object.keys(manifest.peerDependencies);

const entries = ['cli/main', 'replay/worker'];
/** What src/document/load-now.ts finds at these places. */
const later = ['document/yaml-parser', 'format/string-width'];

/** What every check loads, in this order, and what its replay processes load: together as far as they share it. */
const steps = [
  'cli/main',
  'cli/begin-check',
  'cli/program',
  'cli/check',
  'cli/run-check',
  'report/terminal',
  'replay/worker',
  'replay/serve',
];

/** Imports of what stays a package of its own, or is Node's. */
const OTHERS = /\bimport\(("[^"]+"|'[^']+'|`[^`]+`)\)/g;
/** From the folder of what is built; what it is asked for, it imports. */
const IMPORTING = 'importing.cjs';

const first = ['cli/begin-check', 'cli/program', 'cli/check'];

/**
 * The program loads every engine, a replay process those of its plan: what most plans need lies together, and of the others
 * those of a kind.
 */
const usual = ['schema/json-schema', 'rules/json-logic-engine', 'model/params'];

export default defineConfig({
  input: Object.fromEntries([...entries, ...later].map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  // Entries are run, not imported.
  preserveEntrySignatures: 'allow-extension',
  external: (id) => peers.some((peer) => id === peer || id.startsWith(`${peer}/`)),
  // What V8 made of other files than these it would take for theirs where they are as long.
  plugins: [
    {
      name: 'no-code-of-others',
      writeBundle: ({ dir = '' }) => {
        for (const program of ['cli', 'replay'] as const) rmSync(join(dir, codeFile(program)), { force: true });
      },
    },
    {
      // Where V8's code of a file is kept, `import()` in it makes Node warn the user of an experimental feature.
      name: 'import-from-one-file',
      renderChunk: (_code, _chunk, _options, { magicString }) => {
        if (!magicString?.replaceRegex(OTHERS, `require('../${IMPORTING}').load($1)`)) return null;
        return magicString;
      },
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: IMPORTING, source: 'exports.load = (name) => import(name);\n' });
      },
    },
  ],
  experimental: { nativeMagicString: true },
  output: {
    dir: 'dist',
    format: 'cjs',
    // By itself the bundler makes of a file's only export, where that is its default, all that `require` gives.
    exports: 'named',
    entryFileNames: '[name].cjs',
    // One folder deep like the entries, so that paths to other files of the package stay what they are in src.
    chunkFileNames: 'chunks/[name].cjs',
    // To find a file takes Node as long as to load it, and by itself the bundler makes 160 of what a check loads.
    codeSplitting: { groups: [{ name: sharedName, debugName: 'steps', includeDependenciesRecursively: false }] },
    sourcemap: true,
    // Without blanks and comments it is a quarter smaller; names stay, so that a stack trace says something.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  },
});

/** Of which steps a module is a part, without any import that is made later, or of which engines; null where of none. */
function sharedName(id: string, modules: Modules): string | null {
  const isIn = (name: string): boolean => reachedFrom(source(name), modules).has(id);
  const of = steps.filter(isIn);
  const name = of.map((step) => step.replace(/^.*\//, '')).join('-');
  // What is loaded first is small, and is put together whoever else needs it.
  const isFirst = of.some((step) => first.includes(step));
  if (of.includes('cli/main') && of.includes('replay/worker')) return 'start';
  if (of.includes('replay/serve')) return isFirst ? 'first-serve' : name;
  if (of.includes('cli/begin-check')) return 'begin-check';
  // A replay process that is asked for more must not load the program for what both of them use.
  const asked = ['replay/serve', 'replay/passes'].flatMap((file) => laterFrom(file, modules));
  if (name !== '' && asked.some((pass) => reachedFrom(pass, modules).has(id))) return `${name}-passes`;
  const isUsual = usual.some((engine) => isIn(`artifacts/${engine}/index`));
  const isCompiling = usual.some((engine) =>
    ['compiler', 'compile'].some((file) => isIn(`artifacts/${engine}/${file}`)),
  );
  // What the program needs before it knows any engine must not bring one along, and the other way round.
  if (name !== '' && name !== 'run-check') return isUsual || isCompiling ? `${name}-engines` : name;
  if (isCompiling) return isUsual ? 'usual-shared' : 'usual-compilers';
  if (isUsual) return 'usual-engines';
  const engines = laterFrom('artifacts/engine-loads.generated', modules);
  const kinds = new Set(
    engines
      .filter((engine) => reachedFrom(engine, modules).has(id))
      .map((engine) => /artifacts\/(\w+)/.exec(engine)?.[1]),
  );
  if (kinds.size > 0) return kinds.size === 1 ? `${[...kinds]}-engines` : 'shared-engines';
  return name || null;
}

interface Modules {
  getModuleInfo(
    id: string,
  ): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null;
}

/** What a module imports when it is needed. */
function laterFrom(name: string, modules: Modules): readonly string[] {
  return modules.getModuleInfo(source(name))?.dynamicallyImportedIds ?? [];
}

function source(name: string): string {
  return join(import.meta.dirname, `src/${name}.ts`);
}

const reached = new Map<string, ReadonlySet<string>>();

function reachedFrom(root: string, modules: Modules): ReadonlySet<string> {
  const known = reached.get(root);
  if (known) return known;
  const found = new Set([root]);
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  reached.set(root, found);
  return found;
}
