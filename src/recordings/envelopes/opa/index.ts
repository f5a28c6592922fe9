/**
 * What Open Policy Agent logs of its decisions: an event for each, as it is uploaded (a JSON array) or written to the
 * console (JSON Lines). A mask may have taken parts of the input out, or put others in their place.
 * https://www.openpolicyagent.org/docs/latest/management-decision-logs/
 */
import type { Envelope, Opened } from '../envelope.ts';
import { isObject } from '../payload.ts';
import { INPUT, openDecision } from './open.ts';

export const opa: Envelope = {
  id: 'opa',
  about: 'decision logs of Open Policy Agent; what a mask erased or changed is known to be lacking.',
  container: { otherwise: 'jsonl' },
  parts: { input: '/input', output: '/output', id: '/id', time: '/time', lacks: '/lacks' },
  options: {},
  open: {
    holds: 'one',
    members: ['decision_id', 'input', 'result', 'timestamp', 'erased', 'masked'],
    open,
  },
  recognise: (records) =>
    records.length > 0 &&
    records.every((record) => isObject(record) && typeof record.decision_id === 'string' && 'timestamp' in record),
};

function open(raw: unknown): Opened {
  const found = openDecision(raw);
  if ('is' in found) return found;
  const { record, gone } = found;
  const lacks = gone.filter((pointer) => pointer.startsWith(`${INPUT}/`)).map((pointer) => pointer.slice(INPUT.length));
  return { is: 'record', record: { ...record, ...(lacks.length > 0 && { lacks }) } };
}
