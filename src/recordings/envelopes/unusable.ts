/** What every envelope says of a raw record that holds no record it could give. */
import type { Opened } from './envelope.ts';

/** @param why a sentence without the record's content */
export function unusable(why: string): Opened {
  return { is: 'unusable', why };
}
