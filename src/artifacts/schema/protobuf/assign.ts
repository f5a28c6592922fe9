/** Which edits of a schema make which changes of its files. */
import type { Artifact } from '../../engine.ts';
import type { Assignment, InFiles } from '../../language.ts';
import { diffProtobuf } from './diff.ts';
import type { ProtoChange } from './patch.ts';

/** Edits of what stands in a block, and not of the block itself. */
const OF_OPTIONS: ReadonlySet<string> = new Set([
  'message-option-changed',
  'enum-option-changed',
  'enum-opened',
  'enum-closed',
]);
const OF_RESERVED: ReadonlySet<string> = new Set([
  'reserved-added',
  'reserved-removed',
  'extensions-narrowed',
  'extensions-widened',
]);

/** Throws ArtifactError as the diff does. */
export function assignChanges(base: Artifact, head: Artifact, changes: readonly InFiles<ProtoChange>[]): Assignment[] {
  const edits = diffProtobuf(base, head, '');
  const indexes = (isOf: (edit: (typeof edits)[number]) => boolean): number[] =>
    edits.flatMap((edit, index) => (isOf(edit) ? [index] : []));
  return changes.map(({ kind, names, headFile, ...change }): Assignment => {
    const otherwise = change.head ? 'with-first' : 'with-last';
    switch (kind) {
      case 'whole':
        return [...edits.keys()];
      case 'import':
        return otherwise;
      case 'statement':
        return known(indexes(({ selector }) => selector === `${headFile} ${names[0]}`));
      case 'option':
        return known(indexes(({ selector = '', change: what }) => names.includes(selector) && OF_OPTIONS.has(what)));
      case 'reserved':
        return known(indexes(({ selector = '', change: what }) => names.includes(selector) && OF_RESERVED.has(what)));
      default:
        return known(
          indexes(
            ({ selector = '', change: what }) =>
              names.includes(selector) && !OF_OPTIONS.has(what) && !OF_RESERVED.has(what),
          ),
        );
    }

    function known(found: readonly number[]): Assignment {
      return found.length > 0 ? found : otherwise;
    }
  });
}
