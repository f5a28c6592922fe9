/**
 * Which files of head's artifact may be run no more, as git has it: what a step runs by its path ends there. One that may be run at
 * head alone says nothing of base, where what builds it for production may set the mode.
 */
import type { Snapshot } from '../repository/snapshot.ts';
import type { Artifact, Engine } from './engine.ts';

/** Head's artifact that says which of its files these are; itself where its engine does not mind, or there are none. */
export async function withInert(
  base: Artifact,
  head: Artifact,
  engine: Engine,
  sides: { readonly base: Snapshot; readonly head: Snapshot },
): Promise<Artifact> {
  if (!engine.mindsModes) return head;
  const inert: string[] = [];
  for (const path of [...base.files.keys()].filter((one) => head.files.has(one)).sort()) {
    const [before, after] = await Promise.all([sides.base, sides.head].map((side) => side.mayRun?.(path)));
    if (before === true && after === false) inert.push(path);
  }
  return inert.length === 0 ? head : { ...head, inert };
}
