/** What this reader does not know or finds broken: DuckDB reads on from there, and says what is wrong if anything is. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood';
}
