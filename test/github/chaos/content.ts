/**
 * What the repositories of a chaos run hold, and what is right for a change to it: worked out here from the numbers in
 * the files, by nothing that Weir uses.
 */
import type { Changes } from '../../emulated-github/index.ts';

/** Everything that pull requests change. */
export interface Content {
  /** Claims from this amount on are paid in the high tier. */
  readonly threshold: number;
  /** Claims above this amount are looked at. */
  readonly suspicious: number;
  readonly config: 'right' | 'broken';
  readonly readme: string;
}

export type Conclusion = 'success' | 'failure' | 'action_required';

export interface Expected {
  readonly conclusion: Conclusion;
  /** Something needs saying: the pull request has a comment. */
  readonly affected: boolean;
}

/** The amounts in a recording of so many claims are 0, 1, 2 and so on. */
export function contentAtBase(claims: number): Content {
  return { threshold: claims / 2, suspicious: 10 * claims, config: 'right', readme: 'Claims' };
}

/** Shares of the claims that may change their tier. */
export const LIMITS = { main: 0.01, release: 0.2 } as const;

/** So few are never enough to be sure of, whatever the size of the recording. */
const SUSPICIOUS_LIMIT = 0.001;

/** Every file of a branch. */
export function filesOf(content: Content, claims: number, branch: keyof typeof LIMITS): Changes {
  return {
    ...changedFiles(content, branch),
    'schemas/claim.json': JSON.stringify({ type: 'object', required: ['amount'], properties: { amount: NUMBER } }),
    'traffic/claims.jsonl': Array.from({ length: claims }, (_, amount) => `{"id":${amount},"amount":${amount}}\n`).join(
      '',
    ),
  };
}

const NUMBER = { type: 'number' };

/** The files that say what a `Content` says. */
export function changedFiles(content: Content, branch: keyof typeof LIMITS): Changes {
  const amount = { var: 'amount' };
  return {
    'README.md': content.readme,
    '.github/weir.yml':
      content.config === 'right' ? weirYml(LIMITS[branch]) : 'version: 1\npipelines: nothing of use\n',
    'config/payout.json': JSON.stringify({ threshold: content.threshold }),
    'rules/payout.json': JSON.stringify({ if: [{ '>=': [amount, { var: 'params.threshold' }] }, 'high', 'low'] }),
    'rules/audit.json': JSON.stringify({ if: [{ '>': [amount, content.suspicious] }, 'look', 'pass'] }),
  };
}

/** The verdict of replaying all claims through the branch and through `head`. */
export function expect(head: Content, claims: number, branch: keyof typeof LIMITS): Expected {
  const base = contentAtBase(claims);
  if (head.config === 'broken') return { conclusion: 'failure', affected: true };
  const amounts = Array.from({ length: claims }, (_, amount) => amount);
  const changedTier = amounts.filter((amount) => amount >= base.threshold !== amount >= head.threshold).length;
  const changedAudit = amounts.filter((amount) => amount > base.suspicious !== amount > head.suspicious).length;
  const verdicts = [
    head.threshold === base.threshold ? 'unaffected' : verdict(changedTier, claims, LIMITS[branch]),
    head.suspicious === base.suspicious ? 'unaffected' : verdict(changedAudit, claims, SUSPICIOUS_LIMIT),
  ];
  const affected = verdicts.some((one) => one !== 'unaffected');
  if (verdicts.includes('fail')) return { conclusion: 'failure', affected };
  return { conclusion: verdicts.includes('inconclusive') ? 'action_required' : 'success', affected };
}

/** To certify a limit with 99 % confidence, so many records must be there that chance would have shown one that breaks it. */
function verdict(changed: number, records: number, limit: number): 'pass' | 'fail' | 'inconclusive' {
  if (changed / records > limit) return 'fail';
  return records >= Math.log(0.01) / Math.log(1 - limit) ? 'pass' : 'inconclusive';
}

function weirYml(limit: number): string {
  return `\
version: 1
recordings:
  claims:
    files: traffic/claims.jsonl
    id: /id
pipelines:
  payout:
    owners: ["@acme/claims", "@octo-owner"]
    recording: claims
    params: config/payout.json
    steps:
      - schema: schemas/claim.json
      - rules: rules/payout.json
        engine: json-logic-engine
        into: /payout
    outputs:
      tier: { at: /payout, kind: category }
    limits:
      tier.changed: ${100 * limit}%
  audit:
    owners: ["@octo-owner"]
    recording: claims
    steps:
      - rules: rules/audit.json
        engine: json-logic-engine
        into: /audit
    outputs:
      look: { at: /audit, kind: category }
    limits:
      look.changed: ${100 * SUSPICIOUS_LIMIT}%
`;
}
