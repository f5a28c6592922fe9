/** Behind which door of a broker a stage's answers come from: plain data, as a replay process can say it. */
import { type Ask, refusing, type VersionSide } from '../../artifacts/outside.ts';
import type { ReferenceKey } from '../../artifacts/reference.ts';

/** A version of an artifact of some plan. */
export interface Door {
  readonly reference: ReferenceKey;
  readonly side: VersionSide;
}

/** Opens a door. */
export type Doors = (door: Door) => Ask;

/** Nobody is there to answer. */
export const unasked: Doors = () => refusing('nothing outside is asked here').ask;
