/** What is wrong with the window of a recording: what JSON Schema can't say of `window` and `partition`. */
import { toPointer } from '../document/pointer.ts';
import { nearest } from '../nearest.ts';
import { member } from './loose.ts';
import { describe, type Mistake } from './mistake.ts';
import { envelopeParts } from './recordings.generated.ts';
import { isZone } from './zone.ts';

const TOKENS = ['{yyyy}', '{MM}', '{dd}', '{HH}'];
const EXPECTED = '{yyyy}, {MM} and {dd}, as in dt={yyyy}-{MM}-{dd}, and {HH} for hours';

export function windowMistakes(name: string, recording: unknown): Mistake[] {
  return [...zoneMistakes(name, recording), ...cutMistakes(name, recording)];
}

function zoneMistakes(name: string, recording: unknown): Mistake[] {
  const zone = member(recording, 'zone');
  const pointer = toPointer(['recordings', name, 'zone']);
  if (typeof zone !== 'string' || zone === '') return [];
  if (!isZone(zone)) {
    const expected = 'a name of the IANA time zone database, such as Europe/Berlin';
    const meant = nearest(zone, Intl.supportedValuesOf('timeZone'));
    return [{ pointer, at: 'value', message: 'no time zone', found: describe(zone), expected, nearest: meant }];
  }
  if (hasTime(recording)) return [];
  return [{ pointer, at: 'key', message: 'a zone of a recording without times', expected: 'time' }];
}

/** Of a pipeline whose every week is judged. */
export function judgeMistakes(pointer: string, pipeline: unknown, recording: unknown): Mistake[] {
  if (member(pipeline, 'judge') !== 'every_week' || recording === undefined || hasTime(recording)) return [];
  const message = 'weeks of a recording without times';
  return [{ pointer, at: 'value', message, expected: 'time, in the recording' }];
}

function cutMistakes(name: string, recording: unknown): Mistake[] {
  const [window, partition] = [member(recording, 'window'), member(recording, 'partition')];
  const at = (key: string): string => toPointer(['recordings', name, key]);
  if (typeof partition === 'string') {
    if (window === undefined) {
      const message = 'a partition without a window does nothing';
      return [{ pointer: at('partition'), at: 'key', message, expected: 'window, as window: 7d' }];
    }
    const mistake = partitionMistake(partition, typeof window === 'string' && window.endsWith('h'));
    return mistake ? [{ pointer: at('partition'), at: 'value', found: describe(partition), ...mistake }] : [];
  }
  if (window === undefined || partition !== undefined || hasTime(recording)) return [];
  const message = 'a window of a recording that has neither times nor folders to go by';
  return [{ pointer: at('window'), at: 'key', message, expected: 'time, or partition as dt={yyyy}-{MM}-{dd}' }];
}

function partitionMistake(
  partition: string,
  isHours: boolean,
): Pick<Mistake, 'message' | 'expected' | 'nearest'> | undefined {
  const used: readonly string[] = partition.match(/\{[^}]*\}/g) ?? [];
  const unknown = used.find((token) => !TOKENS.includes(token));
  if (unknown !== undefined) {
    return {
      message: `${describe(unknown)} is no part of a time`,
      expected: EXPECTED,
      nearest: nearest(unknown, TOKENS),
    };
  }
  if (used.length !== new Set(used).size)
    return { message: 'a part of a time that is named twice', expected: EXPECTED };
  const needed = isHours ? TOKENS : TOKENS.slice(0, 3);
  const missing = needed.find((token) => !used.includes(token));
  return missing === undefined ? undefined : { message: `a partition without ${missing}`, expected: EXPECTED };
}

/** Native recordings have one by default. */
function hasTime(recording: unknown): boolean {
  const format = member(recording, 'format');
  const preset = typeof format === 'string' && Object.hasOwn(envelopeParts, format) ? envelopeParts[format] : undefined;
  return member(recording, 'time') !== undefined || preset?.time !== undefined;
}
