/** The forms in which teams say which model they run, and which of their values mean what. */
import { isObject } from '../../../document/is-object.ts';
import { compileRead } from '../../../document/pointer.ts';

export interface Form {
  /** As its makers call it. */
  readonly name: string;
  readonly is: (file: Readonly<Record<string, unknown>>) => boolean;
  /** What the value at these parts of a pointer is about, of a file that is one; undefined for what its place alone tells. */
  readonly call: (tokens: readonly string[], file: unknown) => string | undefined;
}

const forms: readonly Form[] = [
  {
    // https://kserve.github.io/website/latest/reference/api/
    name: 'a KServe InferenceService',
    is: ({ kind, apiVersion }) => kind === 'InferenceService' && String(apiVersion).startsWith('serving.kserve.io/'),
    call: ([, part = '', ...inner], file) => {
      const service = textAt(file, '/metadata/name');
      const of = [part === 'predictor' ? '' : part, service].filter(Boolean).join(' ');
      if (inner.at(-1) === 'storageUri') return `model of ${of}`;
      if (inner.at(-1) === 'runtimeVersion') return `runtime version of ${of}`;
      return inner.at(-2) === 'modelFormat' ? `model format of ${of}` : undefined;
    },
  },
  {
    // https://mlflow.org/docs/latest/ml/model/
    name: 'an MLmodel',
    is: ({ flavors }) => isObject(flavors),
    call: ([first = '', ...inner]) => {
      if (first === 'run_id' || first === 'model_uuid' || first === 'model_id') return 'model';
      if (first === 'signature') return `features (${inner[0] ?? 'all'})`;
      return first === 'flavors' && /version$/.test(inner.at(-1) ?? '') ? `${inner.at(-1)} of ${inner[0]}` : undefined;
    },
  },
  {
    // https://docs.litellm.ai/docs/proxy/configs
    name: 'a LiteLLM config',
    is: ({ model_list: list }) => Array.isArray(list) && list.every((one) => isObject(one) && 'litellm_params' in one),
    call: ([first, index, , setting], file) =>
      first === 'model_list' && setting
        ? `${setting} of ${textAt(file, `/model_list/${index}/model_name`)}`
        : undefined,
  },
  {
    // https://www.promptfoo.dev/docs/configuration/reference/
    name: 'a promptfoo config',
    is: ({ prompts, providers }) => prompts !== undefined && providers !== undefined,
    call: (tokens) => {
      const [first, , ...inner] = tokens;
      if (first === 'providers') return inner.length > 1 ? `${inner.at(-1)} of the model` : 'model';
      if (first === 'prompts') return 'prompt';
      return tokens.at(-1) === 'threshold' ? 'threshold of a test' : undefined;
    },
  },
];

export function formOf(value: unknown): Form | undefined {
  return isObject(value) ? forms.find(({ is }) => is(value)) : undefined;
}

/** Forms by their names, as errors list them. */
export const formNames = forms.map(({ name }) => name).join(', ');

function textAt(file: unknown, pointer: string): string {
  const value = compileRead(pointer)(file);
  return typeof value === 'string' ? value : 'it';
}
