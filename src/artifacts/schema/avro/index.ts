/** Avro schemas: read, compared and applied by Weir itself, and held by tests to what avsc resolves. */

import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { version } from '../../../version.ts';
import type { Artifact } from '../../artifact.ts';
import { compatibilityOptions } from '../../compatibility/level.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Engine } from '../../engine.ts';
import type { InFiles } from '../../language.ts';
import { withinStack } from '../../parse.ts';
import { assignChanges, grammar } from './assign.ts';
import { definitionsIn } from './definitions.ts';
import { diffAvro } from './diff.ts';
import { SHIFTS } from './finding.ts';
import { outlineAvro } from './outline.ts';
import { openAvro } from './read.ts';
import { isAvroFile } from './recognise.ts';
import { messageCandidates } from './witness.ts';

/** Names lead to files by this scheme, with `/` for the dots as Java lays packages out. */
const SCHEME = 'avro:';

export const avro: Engine = {
  id: 'avro',
  kind: 'schema',
  name: 'an Avro schema',
  version,
  extensions: ['.avsc'],
  selectedBy: 'schema',
  languages: ['Avro'],
  content: 'text',
  parts: false,
  options: compatibilityOptions,
  needs: { addons: false },
  // Types of other files are referred to by name.
  references: () => [],
  sought: (artifact) => withinStack(artifact.path, () => openAvro(artifact).unknown.map(addressOf)),
  referred: ['.avsc'],
  answers: (content, path, address) => typeof content === 'string' && defines(content, path, address),
  compile: async (artifact, options) => {
    const { compile } = await import('./compile.ts');
    return compile(artifact, options);
  },
  diff: (base, head) => withinStack(head.path, () => diffAvro(base, head, `avro@${version}`)),
  changes: Object.keys(SHIFTS),
  candidates: (base, head) => withinStack(head.path, () => messageCandidates(base, head)),
  inspect: async () => undefined,
  warnings: (artifact, inForce) => withinStack(artifact.path, () => warningsOf(artifact, inForce)),
  language: {
    ...structured(grammar),
    assign: (base, head, changes: readonly InFiles<ValueChange>[]) =>
      withinStack(head.path, () => assignChanges(base, head, changes)),
  },
  recognise: isAvroFile,
  outline: async (artifact) => withinStack(artifact.path, () => outlineAvro(artifact)),
};

function warningsOf(artifact: Artifact, inForce = false) {
  const { mistakes, doubts } = openAvro(artifact);
  const past = mistakes.map((mistake) => ({ ...mistake, message: `${mistake.message}; read as if it said nothing` }));
  return [...(inForce ? past : []), ...doubts];
}

function addressOf(name: string): string {
  return SCHEME + name.replaceAll('.', '/');
}

function defines(content: string, path: string, address: string): boolean {
  try {
    return definitionsIn(parseSource(content, path, ArtifactError, 'last-counts').value).some(
      (name) => addressOf(name) === address,
    );
  } catch (error) {
    // Some other file of the repository may be no schema at all, or nested deeper than the stack.
    if (error instanceof ArtifactError || error instanceof RangeError) return false;
    throw error;
  }
}
