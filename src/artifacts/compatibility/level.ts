/** Which readers a schema's owners promise to keep, in the words of schema registries; a step's `compatibility`. */
import type { Options } from '../artifact.ts';
import type { Edit } from '../engine.ts';

/**
 * `backward`: whoever reads with head reads what was written with base. `forward`: the other way round. `full`: both. With
 * `_transitive` the same of earlier versions, too.
 * https://docs.confluent.io/platform/current/schema-registry/fundamentals/schema-evolution.html
 */
const LEVELS = ['backward', 'forward', 'full', 'backward_transitive', 'forward_transitive', 'full_transitive'] as const;

export type Level = (typeof LEVELS)[number];

export const DEFAULT_REVISIONS = 10;

/** Keys of a step, of engines whose edits say what they do in both directions. */
export const compatibilityOptions = {
  compatibility: {
    enum: LEVELS,
    description:
      'Schemas: which edits are breaking, as registries have it. backward: head refuses what base wrote; forward: base refuses what head writes; full: either. With _transitive head is also compared with earlier versions of the file in git. Default: backward.',
    examples: ['backward_transitive'],
  },
  revisions: {
    type: 'integer',
    minimum: 1,
    maximum: 100,
    description: `Schemas: with how many versions before base a _transitive compatibility compares head. Default: ${DEFAULT_REVISIONS}.`,
    examples: [20],
  },
} as const;

export function levelOf(options: Options | undefined): Level | undefined {
  return LEVELS.find((level) => level === options?.compatibility);
}

/** How many earlier versions count; 0 for none. */
export function revisionsOf(options: Options | undefined): number {
  if (!levelOf(options)?.endsWith('_transitive')) return 0;
  return typeof options?.revisions === 'number' ? options.revisions : DEFAULT_REVISIONS;
}

/** Whether an edit breaks a reader that the level keeps. */
export function breaks({ accepts, rejects }: Edit, level: Level): boolean {
  return (!level.startsWith('forward') && rejects === true) || (!level.startsWith('backward') && accepts === true);
}

/** The edits with what a step's level makes of them: what breaks no reader that it keeps is risky at most. */
export function graded(edits: readonly Edit[], options: Options | undefined): Edit[] {
  const level = levelOf(options);
  if (level === undefined) return [...edits];
  return edits.map((edit) => {
    if (edit.accepts === undefined && edit.rejects === undefined) return edit;
    if (breaks(edit, level)) return { ...edit, compatibility: 'breaking' };
    // What is breaking for another reason than these two stays so.
    const isOther = edit.compatibility === 'breaking' && (edit.accepts === true || edit.rejects === true);
    return isOther ? { ...edit, compatibility: 'risky' } : edit;
  });
}
