/** Which members of raw records a recording's pointers lead to. */
import type { RecordingConfig } from '../config/config.ts';
import { pointerTokens } from '../document/pointer.ts';

/** Members of a raw record that are needed; undefined where the whole record is the input. */
export function columnsOf({
  input,
  output,
  label,
  id,
  time,
  weight,
  value,
  lacks,
}: RecordingConfig): string[] | undefined {
  const pointers = [input, output, label, id, time, weight, value, lacks].filter((pointer) => pointer !== undefined);
  if (pointers.includes('')) return undefined;
  return [...new Set(pointers.flatMap((pointer) => pointerTokens(pointer).slice(0, 1)))];
}
