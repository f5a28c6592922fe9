/** Every kind of change of a document, by its stable name. */
import { KINDS } from '../json-schema/diff/kinds.ts';

const PLAIN = [
  ...['api-added', 'api-removed', 'response-added', 'response-removed', 'security-changed', 'annotation-changed'],
  ...['parameter-added', 'parameter-removed', 'parameter-required', 'parameter-optional'],
  ...['request-body-added', 'request-body-removed', 'request-body-required', 'request-body-optional'],
  ...['response-header-added', 'response-header-removed', 'response-header-required', 'response-header-optional'],
];

export const CHANGES: readonly string[] = [
  ...PLAIN,
  ...['request', 'response'].flatMap((direction) =>
    [...['media-type-added', 'media-type-removed', 'schema-added', 'schema-removed'], ...KINDS.map(({ id }) => id)].map(
      (name) => `${direction}-${name}`,
    ),
  ),
];
