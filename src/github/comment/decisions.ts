/** Signed decisions inside the sticky comment, on a line that nobody sees. Whoever reads them verifies their signatures. */
import { newestThatFit } from '../check/room.ts';

/** The last line alone: what stands above it may quote a stranger's file, markers included. */
const marker = /(?:^|\n)<!-- weir-decisions ([\w. -]+) -->\s*$/;

const empty = embed([]).length;

/**
 * The line for these decisions, as `approvals/decision.ts` signs them, oldest first; '' where there are none. Of more
 * than `room` characters the oldest are left out.
 */
export function writeDecisions(encoded: readonly string[], room: number): string {
  const kept = newestThatFit(encoded, room - empty);
  return kept.length === 0 ? '' : embed(kept);
}

export function readDecisions(body: string): string[] {
  return marker.exec(body)?.[1]?.split(' ').filter(Boolean) ?? [];
}

function embed(encoded: readonly string[]): string {
  return `<!-- weir-decisions ${encoded.join(' ')} -->`;
}
