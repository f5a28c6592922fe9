/** Where a template is wrong. */
import { ArtifactError } from '../../../errors.ts';

/** At an offset in the text, or at a line. */
export function mistakeAt(
  file: string,
  text: string,
  at: { offset?: number; line?: number; column?: number },
  message: string,
  cause: unknown,
): ArtifactError {
  const before = text.slice(0, at.offset ?? 0).split('\n');
  const line = Math.min(at.line ?? before.length, text.split('\n').length);
  const column = at.column ?? (at.offset === undefined ? 1 : (before.at(-1)?.length ?? 0) + 1);
  const [first = 'not a template'] = message.split('\n');
  return new ArtifactError([{ file, line, column, message: first }], { cause });
}
