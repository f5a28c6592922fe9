/** Of fewer records than this a report says nothing of their own: they could point at a person. */
export const FEWEST_RECORDS = 10;
