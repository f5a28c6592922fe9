/**
 * What Open Policy Agent logs of its decisions: an event for each, as it is uploaded (a JSON array) or written to the
 * console (JSON Lines). A mask may have taken parts of the input out, or put others in their place.
 * https://www.openpolicyagent.org/docs/latest/management-decision-logs/
 */
import type { Envelope, Opened } from '../envelope.ts';
import { isObject } from '../payload.ts';
import { unusable } from '../unusable.ts';

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
  if (!isObject(raw)) return unusable('no decision');
  const { decision_id: id, input, result, timestamp: time, erased, masked } = raw;
  if (typeof id !== 'string' || id === '') return unusable('no decision: it has no decision_id');
  const gone = [...pointersIn(erased), ...pointersIn(masked)];
  if (gone.some((pointer) => pointer === INPUT)) return unusable('the whole input was masked');
  if (input === undefined) return unusable('a decision without input');
  const lacks = gone.filter((pointer) => pointer.startsWith(`${INPUT}/`)).map((pointer) => pointer.slice(INPUT.length));
  // An answer of which a part is gone is not what production answered.
  const isWhole = result !== undefined && !gone.some((pointer) => /^\/result(\/|$)/.test(pointer));
  return {
    is: 'record',
    record: {
      input,
      ...(isWhole && { output: result }),
      id,
      ...(timeIn(time) && { time }),
      ...(lacks.length > 0 && { lacks }),
    },
  };
}

const INPUT = '/input';

function pointersIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((pointer) => typeof pointer === 'string') : [];
}

function timeIn(time: unknown): boolean {
  return time !== undefined && time !== null;
}
