/** `required`. The order of the list is no change. */
import { own, strings } from '../../keywords.ts';
import { type Finding, inBase, inHead, type Pair } from '../finding.ts';

export function checkRequired(pair: Pair): Finding[] {
  const base = strings(own(pair.base.constraints, 'required'));
  const head = strings(own(pair.head.constraints, 'required'));
  const added = [...head.entries()].filter(([, name]) => !base.includes(name));
  const removed = [...base.entries()].filter(([, name]) => !head.includes(name));
  return [
    ...added.map(([index, name]) =>
      inHead(pair, 'required-added', ['required', String(index)], `property ${name} is now required`),
    ),
    ...removed.map(([index, name]) =>
      inBase(pair, 'required-removed', ['required', String(index)], `property ${name} is no longer required`),
    ),
  ];
}
