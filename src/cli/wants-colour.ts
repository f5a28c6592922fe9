/** Whether what goes to stdout may be coloured. */
import { styleText } from 'node:util';

/** NO_COLOR, FORCE_COLOR and whether there is a terminal are Node's to interpret. */
export function wantsColour(): boolean {
  return styleText('bold', 'text', { stream: process.stdout }) !== 'text';
}
