/** "Did you mean": the valid name that a wrong one most likely stands for. */
import { distance } from 'fastest-levenshtein';

/**
 * The candidate with the fewest typing errors (Levenshtein distance, capitals ignored), or undefined where even that
 * one differs in more than a third of its letters (two that changed places aside): a far-fetched guess is worse than none.
 */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const allowed = Math.floor(candidate.length / 3);
    if (Math.abs(candidate.length - wanted.length) > allowed) continue;
    const errors = distance(wanted, candidate.toLowerCase());
    if (errors >= fewest || (errors > allowed && !isShuffled(wanted, candidate.toLowerCase()))) continue;
    fewest = errors;
    best = candidate;
  }
  return best;
}

/** The same file elsewhere, else the path with the fewest typing errors. */
export function nearestFile(path: string, paths: readonly string[]): string | undefined {
  // The file is there, a part of it is not.
  if (path.includes('#/')) return undefined;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const namesakes = paths.filter((other) => other === name || other.endsWith(`/${name}`));
  return namesakes.length === 1 ? namesakes[0] : nearest(path, paths);
}

/** Two letters that changed places count as two errors, which would be too many for a short name. */
function isShuffled(a: string, b: string): boolean {
  return distance(a, b) === 2 && [...a].sort().join('') === [...b].sort().join('');
}
