/** Names an edit of a deployment in the words of its form: `model of fraud: "s3://…/v3" became "s3://…/v4"`. */
import { pointerTokens } from '../../../document/pointer.ts';
import type { Wording } from '../../diff/edits.ts';
import type { ValueChange } from '../../diff/value-change.ts';
import type { Artifact } from '../../engine.ts';
import { parseArtifact } from '../../parse.ts';
import { nameSetting } from '../settings/name.ts';
import { formOf } from './forms.ts';

export function nameIn(base: Artifact, head: Artifact, change: ValueChange, usual: Wording): Wording {
  const { value } = parseArtifact(change.change === 'removed' ? base : head);
  const called = formOf(value)?.call(pointerTokens(change.pointer), value);
  return called === undefined
    ? nameSetting(change, usual)
    : { change: usual.change, message: `${called}: ${usual.message}` };
}
