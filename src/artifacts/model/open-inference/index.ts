/**
 * A model behind the Open Inference Protocol, version 2, as KServe, Triton and MLServer speak it:
 * https://github.com/kserve/open-inference-protocol/blob/main/specification/protocol/inference_rest.md
 */
import { compileRead, pointerPattern, type Read } from '../../../document/pointer.ts';
import { toLine } from '../../asking.ts';
import { endpointEngine, Misfit } from '../endpoint/engine.ts';
import { isMapping, needed, onlyKeys, textAt } from '../endpoint/read-settings.ts';

const TYPES = [
  'BOOL',
  'UINT8',
  'UINT16',
  'UINT32',
  'UINT64',
  'INT8',
  'INT16',
  'INT32',
  'INT64',
  'FP16',
  'FP32',
  'FP64',
  'BYTES',
];

interface Input {
  readonly name: string;
  readonly datatype: string;
  readonly reads: readonly Read[];
}

export const openInference = endpointEngine({
  id: 'open-inference',
  name: 'requests in the Open Inference Protocol',
  wording(settings) {
    onlyKeys(settings, ['inputs', 'output']);
    const inputs = inputsOf(settings.inputs);
    const output = textAt(settings, 'output');
    return {
      request: (document) => toLine({ inputs: inputs.map((input) => tensor(input, document)) }, {}),
      read: (answer) => ({ outcome: 'ok', value: resultOf(JSON.parse(answer), output) }),
    };
  },
});

/** One row: the places of an input one after the other, lists among them spread out. */
function tensor({ name, datatype, reads }: Input, document: unknown): object {
  const data = reads.flatMap((read) => needed(read, document));
  return { name, shape: [1, data.length], datatype, data };
}

function resultOf({ outputs }: { outputs?: unknown }, wanted: string | undefined): unknown {
  if (!Array.isArray(outputs)) throw new Error('no outputs');
  const named = outputs.map((output): [string, unknown] => [String(output.name), single(output.data)]);
  if (wanted === undefined) return Object.fromEntries(named);
  const found = named.find(([name]) => name === wanted);
  if (!found) throw new Error('no such output');
  return found[1];
}

function single(data: unknown): unknown {
  if (!Array.isArray(data)) throw new Error('no data');
  return data.length === 1 ? data[0] : data;
}

/** Throws Misfit. */
function inputsOf(value: unknown): Input[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new Misfit(value === undefined ? '' : '/inputs', 'inputs: a list of { name, datatype, from }');
  return value.map((input, index) => {
    const at = `/inputs/${index}`;
    if (!isMapping(input) || typeof input.name !== 'string') throw new Misfit(at, 'an input with a name');
    const { name, datatype = 'FP32', from } = input;
    if (typeof datatype !== 'string' || !TYPES.includes(datatype))
      throw new Misfit(`${at}/datatype`, `one of ${TYPES.join(', ')}`);
    const pointers = Array.isArray(from) ? from : [from];
    if (!pointers.every((one) => typeof one === 'string' && pointerPattern.test(one)))
      throw new Misfit(
        from === undefined ? at : `${at}/from`,
        'from: a JSON Pointer into the document, or a list of them',
      );
    return { name, datatype, reads: pointers.map((pointer) => compileRead(String(pointer))) };
  });
}
