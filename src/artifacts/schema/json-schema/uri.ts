/** URIs as `$id` and `$ref` write them. */

/** The URI of a file of the repository, for references that are relative to it. */
export function fileUri(path: string): string {
  return `file:///${path.split('/').map(encodeURIComponent).join('/')}`;
}

export function isAbsolute(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(reference);
}

/** Meta-schemas are published by json-schema.org and known to Weir; no repository has to hold them. */
export function isMetaSchemaUri(reference: string): boolean {
  return /^https?:\/\/json-schema\.org\//.test(reference);
}

/** RFC 3986 resolution; `undefined` for what is no URI or cannot be relative to this base. */
export function resolveUri(reference: string, base: string): string | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base).href : undefined;
}

export function withoutFragment(uri: string): string {
  return splitUri(uri)[0];
}

export function splitUri(uri: string): readonly [address: string, fragment: string] {
  const hash = uri.indexOf('#');
  if (hash < 0) return [uri, ''];
  return [uri.slice(0, hash), decode(uri.slice(hash + 1))];
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
