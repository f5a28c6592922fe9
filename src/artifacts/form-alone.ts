/** Whether two versions of a file mean the same to the engine that takes it for its own. */
import { WeirError } from '../errors.ts';
import type { Artifact } from './artifact.ts';
import type { Engine } from './engine.ts';
import type { NamedContent } from './named-content.ts';
import { recognisers } from './recognise.ts';

/** False where no engine tells. */
export function isFormAlone(before: NamedContent, after: NamedContent): boolean {
  const engine = recognisers(after)[0];
  if (!engine?.recognise?.(before)) return false;
  try {
    return engine.diff(alone(before, engine), alone(after, engine)).length === 0;
  } catch (error) {
    if (error instanceof WeirError) return false;
    throw error;
  }
}

/** The file without those that it refers to. */
function alone({ path, content }: NamedContent, engine: Engine): Artifact {
  const held = engine.content === 'bytes' && typeof content === 'string' ? Buffer.from(content) : content;
  return { path, kind: engine.kind, files: new Map([[path, held]]) };
}
