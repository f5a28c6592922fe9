/** The files of both versions of an artifact, woven where both have them. */
import type { Source } from '../../document/source.ts';
import { parseSource } from '../../document/source.ts';
import { ArtifactError } from '../../errors.ts';
import type { Language } from '../diff/language.ts';
import { type Woven, weave } from '../diff/weave.ts';
import type { Artifact } from '../engine.ts';
import { withinStack } from '../parse.ts';

/** One file on both sides. */
export interface Strand extends Woven {
  readonly baseFile: string;
  readonly headFile: string;
}

/** The artifact's own file first, whatever it is called on either side. Throws ArtifactError. */
export function weaveFiles(base: Artifact, head: Artifact, language: Language): Strand[] {
  return [...base.files.keys()].flatMap((baseFile) => {
    const headFile = baseFile === base.path ? head.path : baseFile;
    if (!head.files.has(headFile)) return [];
    return withinStack(headFile, () => ({
      baseFile,
      headFile,
      ...weave(open(base, baseFile), open(head, headFile), language),
    }));
  });
}

/** Whether a key may stand twice is the engine's business, which has read the file. */
function open({ files }: Artifact, path: string): Source {
  return parseSource(files.get(path) ?? '', path, ArtifactError, () => {});
}
