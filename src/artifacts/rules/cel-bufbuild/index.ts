/** CEL as @bufbuild/cel evaluates it: closer to the specification than the default, and slower. */

import { loadPeer } from '../../../peer.ts';
import { diffLines, linewise } from '../../diff/text.ts';
import type { Engine } from '../../engine.ts';
import { packageVersion } from '../../version.ts';
import { cel } from '../cel/index.ts';
import { meaning } from '../cel/meaning.ts';

export const celBufbuild: Engine = {
  ...cel,
  id: 'cel-bufbuild',
  version: packageVersion('@bufbuild/cel'),
  extensions: [],
  language: linewise(meaning),
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact) => {
    const peers = ['@bufbuild/cel', '@bufbuild/protobuf'] as const;
    const load = () => import('./compile.ts');
    return (await loadPeer('rules of cel-bufbuild need', peers, load, artifact.path)).compile(artifact);
  },
  diff: (base, head) => diffLines(celBufbuild, base, head, meaning),
};
