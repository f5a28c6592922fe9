/** Tokens of a text as the models of OpenAI count them. */
import { loadPeer } from '../../../peer.ts';
import type { Encoding } from './options.ts';

/** Throws PeerError where the package is missing. */
export async function tokenCounter(encoding: Encoding, file: string): Promise<(text: string) => number> {
  const { countTokens } = await loadPeer('counting tokens needs', ['gpt-tokenizer'], () => load(encoding), file);
  // Text that looks like a control token is text to whoever sends it as a message.
  return (text) => countTokens(text, { disallowedSpecial: new Set() });
}

/** Each has megabytes of tables, so one alone is loaded. */
function load(encoding: Encoding) {
  switch (encoding) {
    case 'o200k_base':
      return import('gpt-tokenizer/encoding/o200k_base');
    case 'o200k_harmony':
      return import('gpt-tokenizer/encoding/o200k_harmony');
    case 'cl100k_base':
      return import('gpt-tokenizer/encoding/cl100k_base');
    case 'p50k_base':
      return import('gpt-tokenizer/encoding/p50k_base');
    case 'p50k_edit':
      return import('gpt-tokenizer/encoding/p50k_edit');
    case 'r50k_base':
      return import('gpt-tokenizer/encoding/r50k_base');
    default:
      return encoding satisfies never;
  }
}
