/** JSON Schema, drafts 03 to 2020-12: as the specification says, and as ajv does. */
import { compatibilityOptions } from '../../compatibility/level.ts';
import { toText } from '../../content.ts';
import { structured } from '../../diff/structured.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Engine } from '../../engine.ts';
import type { InFiles } from '../../language.ts';
import { STRUCTURED } from '../../named-content.ts';
import { withinStack } from '../../parse.ts';
import { assignChanges } from './blend/assign.ts';
import { grammar } from './blend/grammar.ts';
import * as compilers from './compiler.ts';
import type { Reading } from './dialect.ts';
import { diffSchemas } from './diff/index.ts';
import { KINDS } from './diff/kinds.ts';
import { inertSchema } from './inert.ts';
import { openLibrary } from './library.ts';
import { findMistakes } from './mistakes.ts';
import { isSchemaFile, outlineSchema } from './outline.ts';
import { answers, references, sought } from './references.ts';
import { vendoredOf, vendoredOption } from './vendored.ts';
import { schemaWarnings } from './warnings.ts';
import { candidates } from './witness/candidates.ts';

/** ajv's, as locked in package.json; a test compares the two. The specification's reading takes formats from there. */
const VERSION = '8.20.0';

export const jsonSchema: Engine = {
  ...engine('json-schema', 'specification'),
  ...compilers.jsonSchema,
  extensions: STRUCTURED,
};

/** For those whose production validates with ajv. */
export const jsonSchemaAjv: Engine = {
  ...engine('json-schema-ajv', 'ajv'),
  ...compilers.jsonSchemaAjv,
};

function engine(id: string, reading: Reading): Omit<Engine, 'needs' | 'compile'> {
  return {
    id,
    version: VERSION,
    kind: 'schema',
    name: 'a JSON Schema',
    extensions: [],
    selectedBy: 'schema',
    content: 'text',
    parts: false,
    options: { ...compatibilityOptions, ...vendoredOption },
    references: (content, path) => withinStack(path, () => references(toText(content, path), path)),
    sought: (artifact) => withinStack(artifact.path, () => sought(artifact, reading)),
    referred: STRUCTURED,
    copies: vendoredOf,
    answers: (content, path, address) => typeof content === 'string' && answers(content, path, address),
    diff: (base, head) => withinStack(head.path, () => diffSchemas(base, head, `${id}@${VERSION}`, reading)),
    changes: KINDS.map(({ id: change }) => change),
    candidates: (base, head, edit) => withinStack(head.path, () => candidates(base, head, edit, reading)),
    warnings: (artifact, inForce) => withinStack(artifact.path, () => schemaWarnings(artifact, reading, inForce)),
    mistakes: (artifact) => withinStack(artifact.path, () => findMistakes(openLibrary(artifact, reading))),
    inspect: async (artifact) => withinStack(artifact.path, () => inertSchema(artifact)),
    recognise: isSchemaFile,
    outline: async (artifact) => withinStack(artifact.path, () => outlineSchema(artifact)),
    language: {
      ...structured(grammar),
      assign: (base, head, changes: readonly InFiles<ValueChange>[]) =>
        withinStack(head.path, () => assignChanges(base, head, changes, reading)),
    },
  };
}
