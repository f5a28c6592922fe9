/** `schemas/weir.schema.json`, compiled: says which rules of it a parsed weir.yml breaks. */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import schema from '../../schemas/weir.schema.json' with { type: 'json' };
import { isPointer } from '../document/pointer.ts';

export type StepKind = 'schema' | 'rules' | 'model';
export const stepKinds: readonly StepKind[] = ['schema', 'rules', 'model'];

export interface WeirSchema {
  /** Everything that is wrong, in ajv's words; empty where it is valid. */
  errors(weirYml: unknown): readonly ErrorObject[];
  /** What is wrong with a step, taken as one of this kind. */
  stepErrors(kind: StepKind, step: unknown): readonly ErrorObject[];
}

/** Reads the published schema; what is asked of it is compiled when it is asked. */
export function compileSchema(): WeirSchema {
  // A test holds the schema to its meta-schema, whose compilation would take longer than everything else here.
  const ajv = new Ajv2020({ allErrors: true, verbose: true, allowUnionTypes: true, validateSchema: false });
  ajv.addFormat('json-pointer', isPointer);
  ajv.addSchema(schema);
  const errors = (reference: string, value: unknown) => {
    const validate = ajv.getSchema(schema.$id + reference);
    if (!validate) throw new Error(`weir.schema.json has no ${reference}`);
    return validate(value) ? [] : (validate.errors ?? []);
  };
  return {
    errors: (weirYml) => errors('', weirYml),
    stepErrors: (kind, step) => errors(`#/$defs/${kind}Step`, step),
  };
}
