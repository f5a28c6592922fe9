/** `schemas/weir.schema.json`, asked which rules of it a parsed weir.yml breaks. */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { modelStep, programStep, rulesStep, schemaStep, weirYml } from './validate.generated.ts';

export type StepKind = 'schema' | 'rules' | 'model' | 'program';
export const stepKinds: readonly StepKind[] = ['schema', 'rules', 'model', 'program'];

export interface WeirSchema {
  /** Everything that is wrong, in ajv's words; empty where it is valid. */
  errors(weirYml: unknown): readonly ErrorObject[];
  /** What is wrong with a step, taken as one of this kind. */
  stepErrors(kind: StepKind, step: unknown): readonly ErrorObject[];
}

export const weirSchema: WeirSchema = {
  errors: (value) => errors(weirYml, value),
  stepErrors: (kind, step) => errors(steps[kind], step),
};

const steps = { schema: schemaStep, rules: rulesStep, model: modelStep, program: programStep } satisfies Record<
  StepKind,
  Validate
>;

/** What ajv generates: a function that keeps the errors of its last call. */
interface Validate {
  (value: unknown): boolean;
  errors?: null | readonly ErrorObject[];
}

function errors(validate: Validate, value: unknown): readonly ErrorObject[] {
  return validate(value) ? [] : (validate.errors ?? []);
}
