/** The parser of all YAML, and what reads its documents: loaded where `readQuickly` does not do, since most files are simple. */
export { isMap, isScalar, parseDocument } from 'yaml';
export { readYaml } from './yaml-document.ts';
