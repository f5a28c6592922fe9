/** Tells which versions of a pipeline's artifacts compile at all: what does not is no coalition that could be run. */
import { ArtifactError } from '../../errors.ts';
import { type Compiling, compileVersion, type Runnable, type Version } from '../compile.ts';

export interface ProbePass {
  readonly kind: 'probe';
  readonly id: string;
  /** Versions of artifacts that the plan names, neither base's nor head's. */
  readonly versions: readonly Version[];
}

export interface ProbeParts {
  readonly kind: 'probe';
  /** For each version, in their order, whether every step that reads it can. */
  readonly compiles: readonly boolean[];
}

/** Reads nothing of the shard that it is then given. */
export async function prepareProbe(
  { versions }: ProbePass,
  runnable: Runnable,
  compiling: Compiling,
): Promise<() => Promise<ProbeParts>> {
  const compiles: boolean[] = [];
  for (const version of versions) {
    try {
      await compileVersion(runnable, version, compiling);
      compiles.push(true);
    } catch (error) {
      if (!(error instanceof ArtifactError)) throw error;
      compiles.push(false);
    }
  }
  return async () => ({ kind: 'probe', compiles });
}
