/** Where malformed records stand, as people look for them: the name of the file, and the line. */
import { formatFor } from './formats/registry.ts';
import type { Malformed, RecordingFile } from './reader.ts';

/** One of the file at that place among the recording's. */
export type MalformedPlace = Malformed & { readonly file: number };

export interface Placed {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** The line is looked for where the reader did not know it. */
export async function placed(places: readonly MalformedPlace[], files: readonly RecordingFile[]): Promise<Placed[]> {
  const records: Placed[] = [];
  for (const { file: index, position, line, message, origin } of places) {
    const read = files.find((one) => one.index === index);
    const file = origin ? read?.sources?.[origin.source] : read;
    if (!file) continue;
    // Rows of a table have none.
    const isLined = file.counted === undefined;
    const known =
      line ?? (isLined ? await formatFor(file.format).lineOf?.(file, origin?.position ?? position) : undefined);
    records.push({ file: file.name, ...(known !== undefined && { line: known }), message });
  }
  return records;
}
