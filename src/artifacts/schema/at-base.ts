/** What production runs may have mistakes that the change is to mend: what is wrong with it is told of base. */
import { ArtifactError } from '../../errors.ts';
import type { Artifact } from '../engine.ts';

/** Throws what `read` throws, an ArtifactError with the files as those of base. */
export function atBase<T>({ files }: Artifact, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ArtifactError ? error.locate(files, 'base') : error;
  }
}
