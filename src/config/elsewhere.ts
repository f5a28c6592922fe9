/** How weir.yml names a file of another repository: `acme/events:schemas/booking.json@main`. */
import { type Elsewhere, isRepositoryName, pathElsewhere } from '../document/elsewhere.ts';
import { splitPart } from '../document/part.ts';
import { describe, type Mistake } from './mistake.ts';
import { normalPath, pathMistake } from './paths.ts';

type PathMistake = Omit<Mistake, 'pointer'>;

/** Names and addresses of repositories are spelled with these; what holds others is a file with a colon in its name. */
const SPELLED_LIKE_ONE = /^[\w.@/-]*$/;

/** Undefined for a path in the repository itself: one without a colon, or with a slash or a dot before anything else. */
function split(written: string): (Elsewhere & { readonly part: string }) | undefined {
  const { file, pointer } = splitPart(written);
  const colon = file.indexOf(':');
  if (colon === -1 || /^[./]|^[a-z]:[\\/]|^[a-z][a-z0-9+.-]*:\/\//i.test(file)) return undefined;
  const [repository, rest] = [file.slice(0, colon), file.slice(colon + 1)];
  if (!SPELLED_LIKE_ONE.test(repository)) return undefined;
  // A folder may begin with an @, as those of npm do.
  const at = /^(.*[^/])@([^@]*)$/s.exec(rest);
  const [path = rest, ref] = at?.slice(1) ?? [];
  return { repository, path, ...(ref !== undefined && { ref }), part: pointer === undefined ? '' : `#${pointer}` };
}

/** What is wrong with such a name; undefined for nothing, and for a path in the repository itself. */
export function elsewhereMistake(written: string): PathMistake | undefined {
  const found = split(written);
  if (!found) return undefined;
  const { repository, path, ref } = found;
  const place = { at: 'value', found: describe(written) } as const;
  const expected = 'owner/name:path@ref, such as acme/events:schemas/booking.json@main';
  if (!isRepositoryName(repository)) {
    const near = /([A-Za-z\d][A-Za-z\d-]*\/[\w.-]+?)(?:\.git)?$/.exec(repository)?.[1];
    const message = `${describe(repository)} is not the name of a repository`;
    const nearest = near === undefined ? `./${written}` : `${near}:${written.slice(repository.length + 1)}`;
    return { ...place, message, expected, nearest };
  }
  if (path === '' || path === '/') return { ...place, message: 'no path behind the repository', expected };
  if (ref !== undefined && (!/^[\w][\w.+/-]*$/.test(ref) || ref.includes('..'))) {
    const message = `${describe(ref)} is not the name of a branch, a tag or a commit`;
    return { ...place, message, expected };
  }
  const mistake = pathMistake(path);
  if (!mistake) return undefined;
  const { nearest } = mistake;
  return {
    ...mistake,
    found: describe(written),
    expected: `a path from the root of ${repository}`,
    nearest: nearest && `${repository}:${nearest}${ref === undefined ? '' : `@${ref}`}`,
  };
}

/** The path without the repository and the ref, with the part: what endings are read from. */
export function bare(written: string): string {
  const found = split(written);
  return found ? found.path + found.part : written;
}

/** The path by which everything but weir.yml names the file. Only for paths without a mistake. */
export function governedPath(written: string): string {
  const found = split(written);
  if (!found) return normalPath(written);
  const { part, path, ...where } = found;
  return pathElsewhere({ ...where, path: normalPath(path + part) });
}

export function isElsewhere(written: string): boolean {
  return split(written) !== undefined;
}
