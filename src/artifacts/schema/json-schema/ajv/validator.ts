/** Turns the schemas of an artifact into ajv's compiled validator. */
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { ArtifactError } from '../../../../errors.ts';
import type { Dialect } from '../dialect.ts';
import { type Library, problemAt } from '../library.ts';
import { toRegExp } from '../pattern.ts';
import { readyForAjv } from './ready.ts';

/** Throws an ArtifactError where ajv refuses what it is given. */
export function compileValidator(library: Library): ValidateFunction {
  const ajv = createAjv(library.dialect);
  try {
    for (const [uri, schema] of readyForAjv(library)) ajv.addSchema(schema, uri);
    const validate = ajv.getSchema(library.root.base);
    if (validate === undefined) throw new Error('ajv does not find the schema under its own $id');
    return validate as ValidateFunction;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ArtifactError([problemAt(library.root, `ajv cannot compile the schema: ${message}`)], { cause });
  }
}

/** `code` is what ajv would write into a file of its own, which none of this becomes. */
const regExp = Object.assign((pattern: string) => toRegExp(pattern) ?? new RegExp(pattern, 'u'), {
  code: 'new RegExp',
});

function createAjv(dialect: Dialect): Ajv {
  const options: Options = {
    strict: false,
    allErrors: false,
    logger: false,
    // What the meta-schema says has been said with its line; formats that ajv does not know say nothing about a value.
    validateSchema: false,
    addUsedSchema: false,
    // Otherwise the code of a big schema grows with every way that leads to each of its definitions.
    inlineRefs: false,
    code: { regExp },
  };
  const ajv = create(dialect, options);
  addFormats.default(ajv);
  return ajv;
}

function create(dialect: Dialect, options: Options): Ajv {
  switch (dialect) {
    case 'draft-03':
    case 'draft-04':
    case 'draft-06':
    case 'draft-07':
      return new Ajv(options);
    case '2019-09':
      return new Ajv2019(options);
    case '2020-12':
      return new Ajv2020(options);
  }
}
