/** YAML and JSON as a language whose files are taken apart value by value. What is put together is JSON, which is YAML too. */
import { extname } from 'node:path';
import { parseSource, type Source } from '../../document/source.ts';
import { ArtifactError } from '../../errors.ts';
import { toText } from '../content.ts';
import type { ArtifactFile, Language } from '../language.ts';
import { withinStack } from '../parse.ts';
import type { Grammar } from './grammar.ts';
import { mergeTrees } from './merged-tree.ts';
import { render } from './render.ts';
import type { ValueChange } from './value-change.ts';

/** Files of this language are one YAML or JSON value each. */
export function structured(grammar: Grammar): Language<ValueChange> {
  return {
    patch: (base, head) =>
      withinStack(head.path, () => {
        const merged = mergeTrees(open(base), open(head), grammar);
        return {
          changes: merged.changes,
          // What is no JSON in a .json file would not parse; YAML reads both.
          path: extname(base.path) === '.json' ? head.path : base.path,
          write: (isApplied) => withinStack(head.path, () => render(merged.node, isApplied)),
        };
      }),
  };
}

/** Whether a key may stand twice is the engine's business, which has read the file. */
function open({ path, content }: ArtifactFile): Source {
  return parseSource(toText(content, path), path, ArtifactError, 'last-counts');
}
