/** `changed`: the share of records whose value or outcome differs. */
import type { Formula } from './formula.ts';
import { measureShare } from './measure-count.ts';

export const measureChanged: Formula = ({ output, sampling }, { name }) =>
  measureShare(name, output.changed, output.total, sampling);
