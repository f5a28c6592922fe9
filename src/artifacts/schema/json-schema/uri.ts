/** URIs as `$id` and `$ref` write them. */
import { decoded } from '../../../document/decoded.ts';

/** The URI of a file of the repository, for references that are relative to it. */
export function fileUri(path: string): string {
  return `file:///${path.split('/').map(encodeURIComponent).join('/')}`;
}

export function isAbsolute(reference: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(reference);
}

/** Meta-schemas that Weir knows; no repository has to hold them. Draft-03's and the hyper-schemas' are not among them. */
export function isMetaSchemaUri(reference: string): boolean {
  return knownMetaSchema(reference) !== undefined;
}

/** The address under which Weir has a meta-schema, with the reference's fragment: both schemes are in use for all of them. */
export function knownMetaSchema(reference: string): string | undefined {
  const [, path = '', fragment = ''] = /^https?:\/\/(json-schema\.org\/[^#]*)(#.*)?$/.exec(reference) ?? [];
  const scheme = META_SCHEMAS.find(([, paths]) => paths.test(path))?.[0];
  return scheme === undefined ? undefined : `${scheme}://${path}${fragment}`;
}

const META_SCHEMAS: readonly (readonly [scheme: string, paths: RegExp])[] = [
  ['http', /^json-schema\.org\/draft-0[467]\/schema$/],
  [
    'https',
    /^json-schema\.org\/draft\/20(19-09|20-12)\/(schema|meta\/(applicator|content|core|meta-data|validation))$/,
  ],
  ['https', /^json-schema\.org\/draft\/(2019-09\/meta\/format|2020-12\/meta\/(format-annotation|unevaluated))$/],
];

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
  return [uri.slice(0, hash), decoded(uri.slice(hash + 1))];
}
