/** What a reader of the verdict has to know beside it: that weir.yml changes, and what does not mean what its author thinks. */
import type { ArtifactChanges } from '../artifacts/artifact-changes.ts';
import { changeWarnings } from '../artifacts/warnings.ts';
import type { JudgingConfig } from '../config/read.ts';

/** A sentence each. */
export function notesOn(
  { config, changes: own, isNone, isSameText }: JudgingConfig,
  changes: ArtifactChanges,
): string[] {
  if (isNone) return [`there is no ${config.path} here: nothing of this repository itself is governed`];
  const moved = isSameText
    ? `the rules that ${config.path} asks for are others at head; base's judge this change, head's will once it is merged`
    : `${config.path} changes; base's judges this change, head's will once it is merged`;
  return [...(own.length > 0 ? [moved] : []), ...changeWarnings(changes), ...earlierNotes(changes)];
}

function earlierNotes(changes: ArtifactChanges): string[] {
  return [...changes.values()].flatMap(({ earlier }) => earlier?.notes ?? []);
}
