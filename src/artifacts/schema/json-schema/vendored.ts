/** Copies in the repository that stand for schemas elsewhere, by a map in weir.yml: nothing is ever fetched. */
import type { Options } from '../../artifact.ts';
import { isObject } from './keywords.ts';

/** Keys of a step whose schema may refer to others by their address. */
export const vendoredOption = {
  vendored: {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z][A-Za-z0-9+.-]*:[^#]+$' },
    additionalProperties: {
      type: 'string',
      minLength: 1,
      description: 'A file in the repository.',
      examples: ['vendor/geojson.json'],
    },
    description:
      'Schemas that refer to others by address: the copies in the repository that stand for what is not there under its own $id.',
    examples: [{ 'https://geojson.org/schema/Point.json': 'vendor/geojson.json' }],
  },
} as const;

/** Addresses with the paths of their copies. */
export function vendoredOf(options: Options | undefined): readonly (readonly [address: string, path: string])[] {
  const map = options?.vendored;
  if (!isObject(map)) return [];
  return Object.entries(map).flatMap(([address, path]) => (typeof path === 'string' ? [[address, path] as const] : []));
}
