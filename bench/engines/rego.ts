import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPolicy } from '@open-policy-agent/opa-wasm';
import { type EngineRow, payments } from '../engine-row.ts';

const module = readFileSync(join(import.meta.dirname, '../../test/artifacts/rules/rego/policy.wasm'));

export const row: EngineRow = {
  engine: 'rego',
  what: 'a policy that answers its input',
  files: { 'policy.wasm': module },
  options: { entrypoint: 'fees/echo' },
  documents: payments,
  async bare() {
    const policy = await loadPolicy(module);
    policy.setData({});
    return (documents) => documents.map((document) => policy.evaluate(document as object, 'fees/echo')[0]?.result);
  },
  comparedWith: '@open-policy-agent/opa-wasm 1.10.0',
  limitedBy: 'a document goes into the memory of WebAssembly and back, as JSON',
};
