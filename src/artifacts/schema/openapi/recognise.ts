/** Whether a file is an OpenAPI or Swagger document, by what it says of itself. */
import { isObject } from '../../../document/is-object.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';
import { versionOf } from './document.ts';

export function isOpenApi(file: NamedContent): boolean {
  const value = sourceIn(file)?.value;
  return (
    versionOf(value) !== undefined && isObject(value) && [value.paths, value.components, value.webhooks].some(isObject)
  );
}
