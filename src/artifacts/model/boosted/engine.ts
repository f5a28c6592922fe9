/** What engines of boosted trees have in common: all but how their models are written. */
import { isUtf8 } from 'node:buffer';
import { extname } from 'node:path';
import { version } from '../../../version.ts';
import type { Content } from '../../content.ts';
import type { Artifact, Engine } from '../../engine.ts';
import { tabularOptions } from '../tabular/options.ts';
import { type Compared, diffBoosted } from './diff.ts';
import type { Boosted } from './forest.ts';
import { boostedStage, outlineBoosted } from './stage.ts';

export interface BoostedFormat extends Pick<Engine, 'id' | 'name' | 'extensions' | 'content'> {
  /** Of text where it is UTF-8. */
  readonly recognise: (content: Content) => boolean;
  /** Throws ArtifactError. */
  readonly read: (content: Content, file: string) => Boosted;
  /** Throws ArtifactError. */
  readonly compared: (content: Content, file: string) => Compared;
}

export function boostedEngine({ id, name, extensions, content, recognise, read, compared }: BoostedFormat): Engine {
  const engine: Engine = {
    id,
    kind: 'model',
    name,
    version,
    extensions,
    selectedBy: 'model',
    content,
    parts: false,
    options: tabularOptions,
    needs: { addons: false },
    references: () => [],
    outline: async (artifact) => outlineBoosted(read(contentOf(artifact), artifact.path), artifact),
    compile: async (artifact) => boostedStage(read(contentOf(artifact), artifact.path), artifact),
    diff(base, head) {
      const [one, other] = [base, head].map((side) => compared(contentOf(side), side.path));
      const edits = one && other ? diffBoosted(engine, one, other, head) : [];
      // A binary has no lines.
      return isText(contentOf(head)) ? edits : edits.map(({ lines: _, ...edit }) => edit);
    },
    recognise: ({ path, content }) => extensions.includes(extname(path).toLowerCase()) && recognise(content),
  };
  return engine;
}

function isText(content: Content): boolean {
  return typeof content === 'string' || isUtf8(content);
}

function contentOf({ path, files }: Artifact): Content {
  return files.get(path) ?? '';
}
