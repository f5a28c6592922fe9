/** Values of a page, one after the other. Whoever reads them knows how many there are. */
export interface Sequence {
  /** Reads the next ones into a list, from one place on. Throws NotUnderstood. */
  read(count: number, into: unknown[], at: number): void;
}
