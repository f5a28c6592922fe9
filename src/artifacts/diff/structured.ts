/** YAML and JSON as a language whose files are taken apart value by value. What is put together is JSON, which is YAML too. */
import { extname } from 'node:path';
import { parseSource, type Source } from '../../document/source.ts';
import { ArtifactError } from '../../errors.ts';
import { toText } from '../content.ts';
import type { ArtifactFile, Language } from '../language.ts';
import { withinStack } from '../parse.ts';
import type { Change } from './change.ts';
import type { Grammar } from './grammar.ts';
import { render } from './render.ts';
import { weave } from './weave.ts';

/** Files of this language are one YAML or JSON value each. */
export function structured(grammar: Grammar): Language<Change> {
  return {
    weave: (base, head) =>
      withinStack(head.path, () => {
        const woven = weave(open(base), open(head), grammar);
        return {
          changes: woven.changes,
          // What is no JSON in a .json file would not parse; YAML reads both.
          path: extname(base.path) === '.json' ? head.path : base.path,
          write: (isApplied) => withinStack(head.path, () => render(woven.weave, isApplied)),
        };
      }),
  };
}

/** Whether a key may stand twice is the engine's business, which has read the file. */
function open({ path, content }: ArtifactFile): Source {
  return parseSource(toText(content, path), path, ArtifactError, () => {});
}
