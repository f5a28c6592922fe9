/**
 * The rows that one call of a model server holds, each with its prediction: MLflow's `dataframe_records` and
 * `dataframe_split`, and a list of `instances`. What else is sent, such as chat messages or tensors, is one input.
 * https://mlflow.org/docs/latest/ml/deployment/deploy-model-locally/
 */
import type { NativeRecord } from '../envelope.ts';
import { type Decoded, isObject } from '../payload.ts';

type Row = Pick<NativeRecord, 'input' | 'output'>;

export function rowsOf(request: unknown, response: unknown): Decoded<Row[]> {
  const inputs = isObject(request) ? inputsOf(request) : undefined;
  if (inputs?.why !== undefined) return inputs;
  const outputs = isObject(response) ? response.predictions : undefined;
  if (!inputs || !Array.isArray(outputs)) return { value: [{ input: request, output: response }] };
  if (inputs.value.length === outputs.length) {
    return { value: inputs.value.map((input, row) => ({ input, output: outputs[row] })) };
  }
  return { why: `${inputs.value.length} rows in the request, ${outputs.length} in its answer` };
}

/** Undefined where the body is no list of rows. */
function inputsOf(request: Readonly<Record<string, unknown>>): Decoded<readonly unknown[]> | undefined {
  const { dataframe_records: records, dataframe_split: split, instances } = request;
  if (Array.isArray(records)) return { value: records };
  if (isObject(split)) return ofSplit(split);
  return Array.isArray(instances) ? { value: instances } : undefined;
}

function ofSplit({ columns, data }: Readonly<Record<string, unknown>>): Decoded<readonly unknown[]> {
  if (!Array.isArray(data) || !data.every(Array.isArray)) return { why: 'a dataframe_split without rows' };
  if (columns === undefined) return { value: data };
  if (!Array.isArray(columns)) return { why: 'a dataframe_split whose columns are no list' };
  if (data.some(({ length }) => length !== columns.length)) {
    return { why: 'a dataframe_split with a row that has not as many values as there are columns' };
  }
  return { value: data.map((row) => Object.fromEntries(columns.map((name, at) => [String(name), row[at]]))) };
}
