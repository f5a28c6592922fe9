/** JSON Schema, drafts 7 (and 6), 2019-09 and 2020-12, validated by ajv. */
import type { Engine } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { claimChanges } from './blend/claims.ts';
import { language } from './blend/language.ts';
import { diffSchemas } from './diff/index.ts';
import { inertSchema } from './inert.ts';
import { references } from './references.ts';

const ID = 'json-schema';
/** ajv's, as locked in package.json; a test compares the two. */
const VERSION = '8.20.0';

export const jsonSchema: Engine = {
  id: ID,
  version: VERSION,
  kind: 'schema',
  extensions: ['.json', '.yaml', '.yml'],
  references: (text, path) => withinStack(path, () => references(text, path)),
  // The library is loaded where something is compiled: a replay process, never the program itself.
  compile: async (artifact, options) => (await import('./compile.ts')).compile(artifact, options),
  diff: (base, head) => withinStack(head.path, () => diffSchemas(base, head, `${ID}@${VERSION}`)),
  inspect: async (artifact) => withinStack(artifact.path, () => inertSchema(artifact)),
  language,
  claim: (base, head, changes) => withinStack(head.path, () => claimChanges(base, head, changes)),
};
