/** What ajv does not take, or Weir not from ajv. */
import type { Problem } from '../../../../errors.ts';
import { isObject, own } from '../keywords.ts';
import { type Place, problemAt } from '../place.ts';

/** An asynchronous schema answers with a promise, which would read as "valid". */
export function refusedByAjv(places: readonly Place[]): Problem[] {
  const has = (keyword: string) =>
    places.filter(({ schema }) => isObject(schema) && own(schema, keyword) !== undefined);
  const messages = [
    ...has('$async').map((place) => [place, '$async', 'asynchronous schemas are not supported'] as const),
    ...has('id').map((place) => [place, 'id', 'ajv refuses schemas with id; since draft-06 it is called $id'] as const),
  ];
  return messages.map(([place, keyword, message]) => problemAt(place, message, undefined, `/${keyword}`));
}
