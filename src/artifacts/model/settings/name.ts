/** What a setting is called: by the words that teams have for it, where it has such a name, else by its place. */
import { pointerTokens } from '../../../document/pointer.ts';
import type { Wording } from '../../diff/edits.ts';
import type { ValueChange } from '../../diff/value-change.ts';

/** Names that say by themselves what a value is; what they belong to stands one level up. */
const TELLING: ReadonlySet<string> = new Set([
  ...[
    'threshold',
    'cutoff',
    'score',
    'band',
    'limit',
    'weight',
    'model',
    'version',
    'prompt',
    'features',
    'temperature',
  ],
  ...['top_p', 'max_tokens', 'storageUri', 'runtimeVersion'],
]);
/** Names that say nothing of what a value belongs to. */
const GENERIC: ReadonlySet<string> = new Set([
  'config',
  'settings',
  'params',
  'parameters',
  'options',
  'input',
  'default',
  'defaults',
]);

/**
 * A bare `180 became 120` says little where the name stands on another line. What came or went is named already, unless it is
 * an item of a list: `threshold of fraud: 0.8 became 0.6`, `tiers.short.min_delay: 180 became 120`.
 */
export function nameSetting({ pointer, change: kind }: ValueChange, { change, message }: Wording): Wording {
  const tokens = pointerTokens(pointer);
  const isItem = isIndex(tokens.at(-1));
  const name = isItem ? tokens.slice(0, -1) : kind === 'changed' ? tokens : [];
  return { change, message: name.length === 0 ? message : `${inWords(name)}: ${message}` };
}

function inWords(tokens: readonly string[]): string {
  const last = tokens.at(-1) ?? '';
  const owner = tokens.at(-2);
  if (!TELLING.has(last)) return tokens.join('.');
  if (owner === undefined || GENERIC.has(owner)) return last;
  return isIndex(owner) ? tokens.join('.') : `${last} of ${owner}`;
}

function isIndex(token: string | undefined): boolean {
  return token !== undefined && /^\d+$/.test(token);
}
