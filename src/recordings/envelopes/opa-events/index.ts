/**
 * What Open Policy Agent logs of its decisions, with what it recorded of builtins that answer otherwise at each call
 * (`nd_builtin_cache`): a policy that calls them is replayed with the same answers. Its steps name both parts.
 * https://www.openpolicyagent.org/docs/latest/management-decision-logs/
 */
import type { Envelope, Opened } from '../envelope.ts';
import { INPUT, openDecision } from '../opa/open.ts';

const BUILTINS = '/nd_builtin_cache';

export const opaEvents: Envelope = {
  id: 'opa-events',
  about: 'the same with what builtins answered; the input is an object of input and nd_builtin_cache.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time', lacks: '/lacks' },
  options: {},
  open: {
    holds: 'one',
    members: ['decision_id', 'input', 'result', 'timestamp', 'erased', 'masked', 'nd_builtin_cache'],
    open,
  },
};

function open(raw: unknown): Opened {
  const found = openDecision(raw);
  if ('is' in found) return found;
  const { record, event, gone } = found;
  // Masks point into the event, as the steps do.
  const lacks = gone.filter((pointer) => [INPUT, BUILTINS].some((part) => `${pointer}/`.startsWith(`${part}/`)));
  const { nd_builtin_cache } = event;
  const input = { input: record.input, ...(nd_builtin_cache !== undefined && { nd_builtin_cache }) };
  return { is: 'record', record: { ...record, input, ...(lacks.length > 0 && { lacks }) } };
}
