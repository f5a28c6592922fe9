/** By what a pipeline is watched. */
import type { MonitorConfig } from '../config/config.ts';

export type Rule = MonitorConfig;

/** Merges whose effect is beyond a limit of the check are found in so many windows in a row. */
export const MERGE_PERSIST = 2;
/** Mature weeks in a row before the world has changed. */
export const MATURE_PERSIST = 2;
