/** Who can read a repository, as far as GitHub says without asking about people. */
import type { Visibility } from './repository.ts';

const BREADTH: Readonly<Record<Visibility, number>> = { private: 0, internal: 1, public: 2 };

/** More people than those who can read `other` can read `one`. */
export function isWider(one: Visibility, other: Visibility): boolean {
  return BREADTH[one] > BREADTH[other];
}
