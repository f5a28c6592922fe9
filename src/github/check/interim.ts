/** What a check shows until its verdict stands there. */
import type { CheckRun } from './check-run.ts';
import { clipBytes, longestTitle } from './room.ts';
import { withState } from './state.ts';

/** GitHub replaces the whole output each time, so what the check remembers has to come along. */
export function interim(title: string, { state }: Pick<CheckRun, 'state'>): { title: string; summary: string } {
  return { title: clipBytes(title, longestTitle), summary: withState('The verdict will stand here.', state) };
}
