/** The files of both versions of an artifact, taken apart where both have them. */
import type { Artifact } from '../engine.ts';
import type { Language, Patch } from '../language.ts';

/** One file on both sides. */
export interface FilePatch extends Patch {
  readonly baseFile: string;
  readonly headFile: string;
}

/** The artifact's own file first, whatever it is called on either side. Throws ArtifactError. */
export function patchFiles(base: Artifact, head: Artifact, language: Language): FilePatch[] {
  return [...base.files].flatMap(([baseFile, before]) => {
    const headFile = baseFile === base.path ? head.path : baseFile;
    const after = head.files.get(headFile);
    if (after === undefined) return [];
    const patch = language.patch({ path: baseFile, content: before }, { path: headFile, content: after });
    return { baseFile, headFile, ...patch };
  });
}
