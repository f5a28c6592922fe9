/** Who owns a file according to a repository's CODEOWNERS. */
import { ifRepositoryError } from '../errors.ts';
import { matchesAsIgnored } from './glob.ts';
import type { Snapshot } from './snapshot.ts';

/** Where GitHub looks for one: the first that there is counts, and no other. */
export const CODEOWNERS = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** The one that counts; undefined where there is none. */
export async function readCodeowners(snapshot: Snapshot): Promise<string | undefined> {
  for (const path of CODEOWNERS) {
    const text = await snapshot.read(path).catch(ifRepositoryError);
    if (text !== undefined) return text;
  }
  return undefined;
}

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
  const [, ...owners] = rules.findLast(([pattern = '']) => matchesAsIgnored(path, pattern)) ?? [];
  return owners.filter(isOwner);
}

/** `@user`, `@org/team` or an e-mail address, as weir.yml has them. */
export function isOwner(owner: unknown): owner is string {
  return typeof owner === 'string' && /^@[\w.-]+(\/[\w.-]+)?$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner);
}
