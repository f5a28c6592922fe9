/** Which addresses a document refers to that none of its files answers. */
import type { Artifact } from '../../engine.ts';
import { isObject } from '../json-schema/keywords.ts';
import { isAbsolute, isMetaSchemaUri, resolveUri, withoutFragment } from '../json-schema/uri.ts';
import { openDocument } from './document.ts';

/** Sorted. Looks at every object, since references may stand anywhere. Throws ArtifactError for what is no document. */
export function soughtBy(artifact: Artifact): readonly string[] {
  const { request } = openDocument(artifact, true).libraries;
  const found = new Set<string>();
  for (const { source, base } of request.files) {
    const queue: unknown[] = [source.value];
    // A list grows while it is walked.
    for (const value of queue) {
      if (Array.isArray(value)) queue.push(...value);
      if (!isObject(value)) continue;
      queue.push(...Object.values(value));
      if (typeof value.$ref === 'string') note(value.$ref, base);
    }
  }
  return [...found].sort();

  function note(reference: string, base: string): void {
    const address = reference.startsWith('#') ? undefined : resolveUri(reference, base);
    if (address === undefined || !isAbsolute(address) || address.startsWith('file:') || isMetaSchemaUri(address))
      return;
    if (!request.resource(withoutFragment(address))) found.add(withoutFragment(address));
  }
}
