/** What a step says to models that take numbers in columns: where these stand in the document, and which answer counts. */
import { pointerPattern } from '../../../document/pointer.ts';

const pointer = { type: 'string', pattern: pointerPattern.source };
const pointers = { type: 'array', items: pointer, minItems: 1 };

/** Keys of a step that all of these models have; the same objects for each, since one key means one thing. */
export const tabularOptions = {
  inputs: {
    description:
      "Models: where their inputs stand in the document. A list of pointers: the columns of the only input, in order. A mapping: by the names of the model's inputs or features, a pointer each, or a list of them for an input of several columns. Default: each at the top of the document, by its name.",
    anyOf: [pointers, { type: 'object', minProperties: 1, additionalProperties: { anyOf: [pointer, pointers] } }],
    examples: [['/amount', '/customer/age'], { features: ['/amount', '/customer/age'], country: '/customer/country' }],
  },
  outputs: {
    description:
      'Models: which part of the answer is the result, by a pointer into it, or by a mapping of names to such pointers. An ONNX answer is a mapping by the names of its outputs; that of XGBoost and LightGBM holds prediction and margin.',
    anyOf: [pointer, { type: 'object', minProperties: 1, additionalProperties: pointer }],
    examples: ['/probabilities/1', { label: '/label', score: '/probabilities/1' }],
  },
  missing: {
    enum: ['fail', 'nan'],
    description:
      'Models: what a record becomes in which a number is absent, null or no number. fail: failed. nan: it is NaN for the model. Default: fail for ONNX, nan for XGBoost and LightGBM, whose trees know where to go without it.',
    examples: ['nan'],
  },
} as const;

export interface TabularOptions {
  readonly inputs?: readonly string[] | Readonly<Record<string, string | readonly string[]>>;
  readonly outputs?: string | Readonly<Record<string, string>>;
  readonly missing?: 'fail' | 'nan';
}

/** As the JSON Schemas above have checked them. */
export function tabularOptionsOf({ options = {} }: { readonly options?: object | undefined }): TabularOptions {
  return options;
}
