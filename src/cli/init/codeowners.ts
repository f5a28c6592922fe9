/** Who owns a file according to a repository's CODEOWNERS. */
import { matchFiles } from '../../repository/glob.ts';

/** The owners that the last matching line names; empty where none does, or where it names none. */
export function ownersOf(path: string, codeowners: string): string[] {
  const rules = codeowners
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .trim()
        .split(/\s+/),
    )
    .filter(([pattern]) => pattern);
  const [, ...owners] = rules.findLast(([pattern = '']) => matches(path, pattern)) ?? [];
  return owners.filter(isOwner);
}

/** `@user`, `@org/team` or an e-mail address, as weir.yml has them. */
export function isOwner(owner: unknown): owner is string {
  return typeof owner === 'string' && /^@[\w.-]+(\/[\w.-]+)?$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner);
}

/** Like .gitignore: a slash inside the pattern ties it to the root, a folder stands for everything below it. */
function matches(path: string, pattern: string): boolean {
  const bare = pattern.replace(/^\//, '').replace(/\/$/, '');
  const anchored = pattern.replace(/\/$/, '').includes('/');
  const places = anchored ? [bare] : [bare, `**/${bare}`];
  // `docs/*` means the files of that folder, but `docs` and `docs/` mean all that is below.
  const below = bare.endsWith('/*') ? [] : places.map((place) => `${place}/**`);
  const own = pattern.endsWith('/') ? [] : places;
  return [...own, ...below].some((glob) => matchFiles([path], glob).length > 0);
}
