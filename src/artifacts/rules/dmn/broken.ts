/** The step breaks on a record; the message holds nothing of it. */
export class Broken extends Error {}

/** What DMN says how to compute and the library does not: null in its place would be the same at base and at head. */
export class NotComputed extends Error {}
