/** The data of a bundle: each data.json or data.yaml stands at the path of its folder. */
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { toText } from '../../content.ts';
import type { Contents } from './bundle.ts';

type Data = Record<string, unknown>;

/** Throws ArtifactError where a file of data does not parse. */
export function dataOf(contents: Contents): Data {
  const data: Data = {};
  for (const [path, bytes] of contents) {
    if (!/(?:^|\/)data\.(?:json|ya?ml)$/.test(path)) continue;
    const { value } = parseSource(toText(bytes, path), path, ArtifactError);
    let at = data;
    for (const folder of path.split('/').slice(0, -1)) at = within(at, folder);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) Object.assign(at, value);
  }
  return data;
}

function within(data: Data, name: string): Data {
  const own = Object.hasOwn(data, name) ? data[name] : undefined;
  const inner = typeof own === 'object' && own !== null && !Array.isArray(own) ? (own as Data) : {};
  Object.defineProperty(data, name, { value: inner, enumerable: true, writable: true, configurable: true });
  return inner;
}
