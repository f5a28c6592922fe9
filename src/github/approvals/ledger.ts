/**
 * What follows from all decisions about a pull request: which approvals stand, which heads may be replayed. Pure. The
 * copies of decisions in the check and in the sticky comment are read here as one ledger, so that losing one loses nothing.
 */
import { createHash } from 'node:crypto';
import type { AllowRun, Approve, Decision, DecisionSubject, Revoke, Signer } from './decision.ts';

/** Decisions that are kept; more than people come to in one pull request. */
const longestLedger = 50;

/** Those that are genuine, each once, the oldest first. */
export function collect(encoded: Iterable<string>, signer: Signer, subject: DecisionSubject): Decision[] {
  const decisions = new Map<string, Decision>();
  for (const one of encoded) {
    const decision = signer.read(one, subject);
    if (decision) decisions.set(JSON.stringify(decision), decision);
  }
  return [...decisions.values()].sort(compare);
}

/**
 * The approvals that count for pipelines with these fingerprints: the newest of exactly the present one, unless the
 * pipeline's approvals were revoked after it.
 */
export function standing(
  decisions: readonly Decision[],
  fingerprints: Readonly<Record<string, string>>,
): Map<string, Approve> {
  const revoked = lastRevokes(decisions);
  const found = new Map<string, Approve>();
  for (const decision of decisions.toSorted(compare)) {
    if (decision.kind !== 'approve') continue;
    const { pipeline, fingerprint } = decision;
    const isPresent = Object.hasOwn(fingerprints, pipeline) && fingerprints[pipeline] === fingerprint;
    if (isPresent && !isRevoked(decision, revoked)) found.set(pipeline, decision);
  }
  return found;
}

/** Approvals that nobody has revoked, of whatever change. */
export function unrevoked(decisions: readonly Decision[]): Approve[] {
  const revoked = lastRevokes(decisions);
  return decisions.filter(isApprove).filter((decision) => !isRevoked(decision, revoked));
}

/** Heads of a fork that somebody lets be replayed. */
export function allowedHeads(decisions: readonly Decision[]): Set<string> {
  return new Set(decisions.filter(isRun).map(({ head }) => head));
}

/**
 * The decisions that can still matter, at most 50, the oldest first. The last revocation of a pipeline is the last to
 * go: somebody may have kept a copy of an approval that it took back.
 */
export function prune(decisions: readonly Decision[]): Decision[] {
  const revokes = newest([...lastRevokes(decisions).values()]);
  const others = newest([...lastOfEach([...unrevoked(decisions), ...decisions.filter(isRun)])]);
  return [...revokes, ...others.slice(0, longestLedger - revokes.length)].sort(compare);
}

/** The same for decisions from which the same follows. */
export function decisionsDigest(decisions: readonly Decision[]): string {
  const texts = prune(decisions).map((decision) => JSON.stringify(Object.entries(decision).sort()));
  return createHash('sha256').update(JSON.stringify(texts.sort())).digest('hex').slice(0, 16);
}

/** By time; of the same second the earlier comment, and what came by a button before what was written. */
function compare(a: Decision, b: Decision): number {
  return Date.parse(a.at) - Date.parse(b.at) || (a.comment ?? 0) - (b.comment ?? 0);
}

function lastRevokes(decisions: readonly Decision[]): Map<string, Revoke> {
  const last = new Map<string, Revoke>();
  for (const decision of decisions.toSorted(compare)) {
    if (decision.kind === 'revoke') last.set(decision.pipeline, decision);
  }
  return last;
}

/** In doubt about the order, it is. */
function isRevoked(approve: Approve, revoked: ReadonlyMap<string, Revoke>): boolean {
  const revoke = revoked.get(approve.pipeline);
  return revoke !== undefined && compare(revoke, approve) >= 0;
}

/** Two owners may have approved the same; should the comment of one go, the other's still stands. */
function lastOfEach(decisions: readonly (Approve | AllowRun)[]): Iterable<Decision> {
  const last = new Map<string, Decision>();
  for (const decision of decisions.toSorted(compare)) {
    const what = decision.kind === 'run' ? [decision.head] : [decision.pipeline, decision.fingerprint];
    last.set(JSON.stringify([decision.kind, decision.by, ...what]), decision);
  }
  return last.values();
}

function newest<T extends Decision>(decisions: readonly T[]): T[] {
  return decisions.toSorted(compare).reverse().slice(0, longestLedger);
}

function isApprove(decision: Decision): decision is Approve {
  return decision.kind === 'approve';
}

function isRun(decision: Decision): decision is AllowRun {
  return decision.kind === 'run';
}
