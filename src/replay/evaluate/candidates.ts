/** Documents by which two versions of a schema may be told apart, made where both are read anyway. */
import type { Artifact, Edit } from '../../artifacts/engine.ts';
import { loadEngine } from '../../artifacts/load-engine.ts';
import { sizeOf } from '../../artifacts/size.ts';
import type { Plan } from '../plan.ts';
import type { Side } from '../track.ts';

/** The smallest first. Both plans are of one step. Throws ArtifactError. */
export async function candidatesOf(
  base: Plan | undefined,
  head: Plan | undefined,
  edit: Edit,
  compiling: (path: string, side: Side, size: number) => void,
): Promise<readonly unknown[]> {
  const [was, is] = [artifactOf(base), artifactOf(head)];
  const [step] = head?.steps ?? [];
  if (!was || !is || !step) throw new Error('no versions to tell apart');
  const engine = await loadEngine(step.engine);
  compiling(is.path, 'head', sizeOf(was, is));
  return engine.candidates?.(was, is, edit) ?? [];
}

function artifactOf(plan: Plan | undefined): Artifact | undefined {
  return plan?.steps[0]?.artifacts?.base;
}
