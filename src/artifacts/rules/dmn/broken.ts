/** The step breaks on a record; the message holds nothing of it. */
export class Broken extends Error {}
