/** What compiles JSON Schema, without the rest that is known of it. */
import type { Compiler } from '../../engine.ts';

const needs = { addons: false };

export const jsonSchema: Compiler = {
  needs,
  load: library,
  compile: async (artifact, options) => (await library()).compile(artifact, options),
};

export const jsonSchemaAjv: Compiler = {
  needs,
  compile: async (artifact, options) => (await import('./ajv/compile.ts')).compileWithAjv(artifact, options),
};

/** Loaded where something is compiled: a replay process, never the program itself. */
function library() {
  return import('./compile.ts');
}
