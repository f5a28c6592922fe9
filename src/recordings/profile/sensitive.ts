/**
 * Values that say who somebody is, or that open a door: told by their form and checksum, so that they can be named by
 * their place before they stand somewhere. What is found is a kind, never the value.
 */
import validator from 'validator';

/** What it looks like, as sentences call several of them. */
export type Sensitive =
  | 'e-mail addresses'
  | 'card numbers'
  | 'IBANs'
  | 'JSON Web Tokens'
  | 'private keys'
  | 'access keys';

/**
 * Prefixes that vendors give their keys so that they are found: AWS, GitHub, GitLab, Slack, Stripe, Google, npm, OpenAI
 * and Anthropic document these.
 */
const ACCESS_KEY =
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,}|glpat-[\w-]{20,}|xox[abeoprs]-[\w-]{10,}|[rs]k_live_[A-Za-z0-9]{16,}|AIza[\w-]{35}|npm_[A-Za-z0-9]{36}|sk-(?:ant-|proj-)?[\w-]{20,})\b/;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----/;
const CARD = /(?<![\d.-])\d(?:[ -]?\d){12,18}(?![\d-])/g;
const BETWEEN = /[\s<>()[\]{},;:"'=|]+/;

/** Of a longer text only the beginning is looked at. */
const MOST_CHARACTERS = 4096;

/** What stands in the text, or is the number; undefined for nothing known. */
export function sensitiveIn(value: unknown): Sensitive | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return isCard(String(value)) ? 'card numbers' : undefined;
  if (typeof value !== 'string' || value.length < 6) return undefined;
  const text = value.slice(0, MOST_CHARACTERS);
  if (PRIVATE_KEY.test(text)) return 'private keys';
  if (ACCESS_KEY.test(text)) return 'access keys';
  const words = text.split(BETWEEN);
  if (words.some((word) => word.startsWith('eyJ') && validator.isJWT(word))) return 'JSON Web Tokens';
  if (text.includes('@') && words.some((word) => word.includes('@') && validator.isEmail(withoutStop(word)))) {
    return 'e-mail addresses';
  }
  if (/^[A-Z]{2}\d{2}/i.test(text) && validator.isIBAN(text.replaceAll(' ', ''))) return 'IBANs';
  if (words.some((word) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,}$/.test(word) && validator.isIBAN(word))) return 'IBANs';
  return text.match(CARD)?.some(isCard) ? 'card numbers' : undefined;
}

/** By Luhn and by the numbers that networks have. */
function isCard(digits: string): boolean {
  return digits.length >= 13 && validator.isCreditCard(digits);
}

function withoutStop(word: string): string {
  return word.replace(/[.!?]+$/, '');
}

/** Members that hold a secret, by what they are called. */
const SECRET_NAME =
  /passw(or)?d|secret|api_?key|authorization|credential|access_?token|refresh_?token|set-cookie|^cookies?$/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}
