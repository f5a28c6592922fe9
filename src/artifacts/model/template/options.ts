/** What a step says to templates of prompts: whether tokens are counted, and what they cost. */

/** Vocabularies of gpt-tokenizer, by the names that OpenAI gave them. */
const ENCODINGS = ['o200k_base', 'o200k_harmony', 'cl100k_base', 'p50k_base', 'p50k_edit', 'r50k_base'] as const;

export type Encoding = (typeof ENCODINGS)[number];

/** Keys of a step that all templates have. */
export const templateOptions = {
  encoding: {
    enum: ENCODINGS,
    description:
      'Prompts: the vocabulary by which tokens are counted. The result is then a mapping of text and tokens; without it, the text. o200k_base: GPT-4o and later. cl100k_base: GPT-4 and GPT-3.5.',
    examples: ['o200k_base'],
  },
  price: {
    type: 'number',
    minimum: 0,
    description: 'Prompts: what a million tokens of input cost; the result then has cost, too. Needs encoding.',
    examples: [2.5],
  },
} as const;

export interface TemplateOptions {
  readonly encoding?: Encoding;
  readonly price?: number;
}

/** As the JSON Schemas above have checked them. */
export function templateOptionsOf({ options = {} }: { readonly options?: object | undefined }): TemplateOptions {
  return options;
}
