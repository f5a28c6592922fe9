/** Who can read a repository, by what GitHub says of it. What it does not say counts as the narrowest. */
import type { Visibility } from '../port/repository.ts';

export function visibilityOf(data: { readonly visibility?: string; readonly private: boolean }): Visibility {
  if (data.visibility === 'public' || data.visibility === 'internal') return data.visibility;
  return data.visibility === undefined && !data.private ? 'public' : 'private';
}
