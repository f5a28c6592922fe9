/** JSON Schema, drafts 7 (and 6), 2019-09 and 2020-12, validated by ajv. */
import type { Engine } from '../../engine.ts';
import { compile } from './compile.ts';
import { references } from './references.ts';

export const jsonSchema = {
  id: 'json-schema',
  /** ajv's, as locked in package.json; a test compares the two. */
  version: '8.20.0',
  kind: 'schema',
  extensions: ['.json', '.yaml', '.yml'],
  references,
  compile,
  diff: () => [],
} as const satisfies Engine;
