/** What a reader of the verdict has to know of the traffic that it rests on, a sentence each. */
import type { RecordingConfig } from '../config/config.ts';
import { plural } from '../format/numbers.ts';
import { redactedPlaces } from '../recordings/redact/redaction.ts';
import { ageAt } from '../recordings/window/age.ts';
import { instantOf } from '../recordings/window/instant.ts';

export interface ReplayedRecording {
  readonly recording: RecordingConfig;
  /** Time of the newest record that was read; undefined where records have none. */
  readonly newest: string | undefined;
}

/**
 * @param replayed each recording once or more often
 * @param committedAt when head was committed: not a clock, so that the same change has the same notes tomorrow
 */
export async function recordingNotes(
  replayed: readonly ReplayedRecording[],
  committedAt: (() => Promise<string>) | undefined,
): Promise<string[]> {
  const recordings = [...Map.groupBy(replayed, ({ recording }) => recording.name).values()].map(newestOf);
  const isDated = recordings.some(({ recording, newest }) => newest !== undefined && recording.max_age !== 'none');
  const at = isDated ? await committedAt?.() : undefined;
  return recordings.flatMap((one) => [
    ...(at === undefined ? [] : ageNote(one, Date.parse(at))),
    ...timelessNote(one),
    ...redactionNote(one.recording),
  ]);
}

/** Pipelines that stop early have not seen all of it. */
function newestOf(same: readonly ReplayedRecording[]): ReplayedRecording {
  const [first] = same;
  if (!first) throw new Error('a recording that nobody replayed');
  return {
    ...first,
    newest: latest(same.flatMap(({ newest }) => newest ?? [])),
  };
}

function latest(times: readonly string[]): string | undefined {
  return times.toSorted((a, b) => instantOf(a) - instantOf(b)).at(-1);
}

function ageNote({ recording, newest }: ReplayedRecording, at: number): string[] {
  if (newest === undefined) return [];
  const { days, most, isStale } = ageAt(newest, at, recording);
  if (!isStale) return [];
  return [
    `recording "${recording.name}" ends ${plural(days, 'day')} before this change (max_age ${most}): traffic may be another by now. This does not hold the change; renew the recording`,
  ];
}

/** Who declares an age wants to hear that nobody knows it. */
function timelessNote({ recording, newest }: ReplayedRecording): string[] {
  if (newest !== undefined || recording.max_age === undefined || recording.max_age === 'none') return [];
  return [`recording "${recording.name}" has a max_age and records without times: nobody knows how old it is`];
}

/** A step may be about what is gone; where Weir knows that, its records are unreplayable. */
function redactionNote(recording: RecordingConfig): string[] {
  const places = redactedPlaces(recording);
  if (places.length === 0) return [];
  const how = (as: string): string => places.flatMap((one) => (one.as === as ? one.at : [])).join(', ');
  const ways = [how('drop') && `without ${how('drop')}`, how('hash') && `with ${how('hash')} hashed`].filter(Boolean);
  return [`recording "${recording.name}" is read ${ways.join(' and ')}: what a step makes of that is not measured`];
}
