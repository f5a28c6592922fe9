/** What a reader of the verdict has to know of the traffic that it rests on, a sentence each. */
import type { RecordingConfig } from '../config/config.ts';
import { redactedPlaces } from '../recordings/redact/resolve.ts';

/** @param recordings those that were replayed, each once or more often */
export function recordingNotes(recordings: readonly RecordingConfig[]): string[] {
  return [...new Map(recordings.map((one) => [one.name, one])).values()].flatMap(redactionNote);
}

/** A step may be about what is gone; where Weir knows that, its records are unreplayable. */
function redactionNote(recording: RecordingConfig): string[] {
  const places = redactedPlaces(recording);
  if (places.length === 0) return [];
  const how = (as: string): string => places.flatMap((one) => (one.as === as ? one.at : [])).join(', ');
  const ways = [how('drop') && `without ${how('drop')}`, how('hash') && `with ${how('hash')} hashed`].filter(Boolean);
  return [`recording "${recording.name}" is read ${ways.join(' and ')}: what a step makes of that is not measured`];
}
