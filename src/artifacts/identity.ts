/** What tells an artifact from any that is not alike in all that an engine can see of it. */
import { createHash } from 'node:crypto';
import type { Content } from './content.ts';
import type { Artifact } from './engine.ts';

export function identityOf({ files, beside, ...rest }: Artifact): string {
  const contents = (all: ReadonlyMap<string, Content> = new Map()): unknown[] =>
    [...all].map(([path, content]) => [path, createHash('sha256').update(content).digest('hex')]);
  return JSON.stringify([rest, contents(files), contents(beside)]);
}
