/**
 * Where texts lie that the App may lose without harm: reports, and what it remembers of checks. `folder.ts` and `s3.ts` keep
 * them, and `open.ts` chooses.
 */
export interface TextStore {
  /** Undefined where there is none. */
  read(name: string): Promise<string | undefined>;
  /** Whoever reads meanwhile gets the old text or the new one, never a part. */
  write(name: string, text: string): Promise<void>;
  /** Last parts of the names right below `folder`, in no order. */
  list(folder: string): Promise<string[]>;
  /** Removes what was written last before `time`, and says how many that were. */
  removeBefore(time: Date): Promise<number>;
}
