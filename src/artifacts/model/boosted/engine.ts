/** What engines of boosted trees have in common: all but how their models are written. */
import { extname } from 'node:path';
import { version } from '../../../version.ts';
import { textIn } from '../../content.ts';
import type { Engine } from '../../engine.ts';
import { tabularOptions } from '../tabular/options.ts';
import { type Compared, diffBoosted } from './diff.ts';
import type { Boosted } from './forest.ts';
import { boostedStage } from './stage.ts';

export interface BoostedFormat extends Pick<Engine, 'id' | 'name' | 'extensions'> {
  readonly recognise: (text: string) => boolean;
  /** Throws ArtifactError. */
  readonly read: (text: string, file: string) => Boosted;
  /** Throws ArtifactError. */
  readonly compared: (text: string, file: string) => Compared;
}

export function boostedEngine({ id, name, extensions, recognise, read, compared }: BoostedFormat): Engine {
  const engine: Engine = {
    id,
    kind: 'model',
    name,
    version,
    extensions,
    selectedBy: 'model',
    content: 'text',
    parts: false,
    options: tabularOptions,
    needs: { addons: false },
    references: () => [],
    compile: async (artifact) => boostedStage(read(textIn(artifact, artifact.path), artifact.path), artifact),
    diff(base, head) {
      const [one, other] = [base, head].map((side) => compared(textIn(side, side.path), side.path));
      return one && other ? diffBoosted(engine, one, other, head) : [];
    },
    recognise: ({ path, content }) =>
      extensions.includes(extname(path).toLowerCase()) && typeof content === 'string' && recognise(content),
  };
  return engine;
}
