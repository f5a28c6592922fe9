/** What the rules of a file are called that a step with `each` asks for. */

/** Names of the rules at an `each` of a file, by `keyOfEach`. */
export type EachNames = ReadonlyMap<string, readonly string[]>;

export function keyOfEach(file: string, each: string): string {
  return JSON.stringify([file, each]);
}
