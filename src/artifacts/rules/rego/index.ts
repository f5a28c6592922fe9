/** Policies in Rego, compiled to WebAssembly by `opa build`: a module by itself, or a bundle with its data and sources. */
import { textIn } from '../../content.ts';
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { contentsOf } from './bundle.ts';
import { diff } from './diff.ts';
import { isSource } from './source.ts';

export const rego: Engine = {
  id: 'rego',
  kind: 'rules',
  name: 'a policy in Rego',
  version: packageVersion('@open-policy-agent/opa-wasm'),
  // Bundles end in .tar.gz, as any archive does: for these weir.yml names the engine.
  extensions: ['.wasm', '.rego'],
  selectedBy: 'rules',
  languages: ['Rego'],
  content: 'bytes',
  parts: false,
  options: {
    entrypoint: {
      type: 'string',
      minLength: 1,
      description: 'Rego: the rule that is asked, as it was named to opa build -e. Default: the only one there is.',
      examples: ['fees/allow'],
    },
    request: {
      type: 'string',
      format: 'json-pointer',
      description: 'Rego: where in the document the input of the policy stands. Default: "", all of it.',
      examples: ['/input'],
    },
    builtins: {
      type: 'string',
      format: 'json-pointer',
      description:
        'Rego: where in the document the answers of builtins stand that differ from call to call, as decision logs record them.',
      examples: ['/nd_builtin_cache'],
    },
  },
  needs: { addons: false, child: true },
  references: () => [],
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact, { ask } = {}) => (await import('./compile.ts')).compile(artifact, ask),
  diff: (base, head) => diff(rego, base, head),
  // What runs opa is loaded where it may run.
  open: async (artifact, side, surroundings) => (await import('./open.ts')).open(artifact, side, surroundings),
  isInside: (path) => !isSource(path),
  inspect: async (artifact) => {
    if (!isSource(artifact.path)) contentsOf(artifact);
    else if (!/^package\s/m.test(textIn(artifact, artifact.path))) return 'holds no package of Rego';
    return undefined;
  },
  recognise: ({ path, content }) =>
    typeof content === 'string'
      ? isSource(path) && /^package\s/m.test(content)
      : path.endsWith('.wasm') && Buffer.from(content).includes('opa_wasm_abi_version'),
};
