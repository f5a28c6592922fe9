/**
 * A file of another repository. weir.yml writes `acme/events:schemas/booking.json@main`; from there on its path is
 * `acme/events@main:/schemas/booking.json`, so that endings, parts and references between its files are read as those of any
 * path. Where base and head have another ref, because the change moves a pin, that is `acme/events@v3..v4:/…`.
 */
export interface Elsewhere {
  /** `owner/name`. */
  readonly repository: string;
  /** A branch, a tag or a commit; undefined for the default branch. */
  readonly ref?: string;
  /** The ref at head, where that is another. */
  readonly headRef?: string;
  /** In that repository, from its root, with the part of a file that is meant. */
  readonly path: string;
}

const OWNER_AND_NAME = /^[A-Za-z\d](?:[A-Za-z\d-]*)\/[\w.-]+$/;
const PATH = /^([A-Za-z\d][A-Za-z\d-]*\/[\w.-]+)(?:@([^:#]+?))?:\/(.*)$/s;

export function isRepositoryName(text: string): boolean {
  return OWNER_AND_NAME.test(text) && !/\/\.{1,2}$/.test(text);
}

/** What the path of a file elsewhere says; undefined for one of the repository itself. */
export function parseElsewhere(path: string): Elsewhere | undefined {
  const [, repository, refs, file] = PATH.exec(path) ?? [];
  if (repository === undefined || file === undefined) return undefined;
  const [ref, headRef] = refs?.split('..') ?? [];
  return { repository, ...(ref && { ref }), ...(headRef && { headRef }), path: file };
}

/** The path by which everything but weir.yml names the file. */
export function pathElsewhere({ path, ...where }: Elsewhere): string {
  return `${rootElsewhere(where)}/${path}`;
}

/** The ref that head reads; undefined for the default branch. */
export function refAtHead({ ref, headRef }: Pick<Elsewhere, 'ref' | 'headRef'>): string | undefined {
  return headRef === 'HEAD' ? undefined : (headRef ?? ref);
}

/** What stands before the path. */
export function rootElsewhere({ repository, ref, headRef }: Omit<Elsewhere, 'path'>): string {
  const refs = headRef === undefined ? ref : `${ref ?? 'HEAD'}..${headRef}`;
  return `${repository}${refs === undefined ? '' : `@${refs}`}:`;
}

/** As weir.yml writes it. */
export function writtenElsewhere({ repository, ref, path }: Elsewhere): string {
  const hash = path.indexOf('#/');
  const [file, part] = hash === -1 ? [path, ''] : [path.slice(0, hash), path.slice(hash)];
  return `${repository}:${file}${ref === undefined ? '' : `@${ref}`}${part}`;
}

/** `acme/events@main:` of a path elsewhere, and of one here nothing: files of one artifact have the same. */
export function rootOf(path: string): string {
  const found = parseElsewhere(path);
  return found ? rootElsewhere(found) : '';
}

/** A path as people read it: as weir.yml writes it. */
export function shownPath(path: string): string {
  const found = parseElsewhere(path);
  return found ? writtenElsewhere(found) : path;
}
