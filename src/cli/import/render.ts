/** What `weir import` says of what it read: how much, what was joined, what is unusable and where. */
import type { RecordingConfig } from '../../config/config.ts';
import { count, plural } from '../../format/numbers.ts';
import type { Imported, Unusable } from '../../recordings/import.ts';
import { ownFiles } from '../../recordings/own-files.ts';
import type { RecordingFile } from '../../recordings/reader.ts';
import { plain } from '../../report/plain.ts';

/** @param to where the records were written */
export function renderImported(
  files: readonly RecordingFile[],
  { format }: RecordingConfig,
  { records, unusable }: Imported,
  to: string,
): string {
  const made = files.flatMap((file) => file.made ?? []);
  const raw = made.reduce((sum, one) => sum + one.raw, 0);
  const joined = made.reduce((sum, one) => sum + one.joined, 0);
  const lost = unusable.reduce((sum, one) => sum + one.records, 0);
  const lines = [
    `read      ${plural(ownFiles(files).length, 'file')} of ${format}${made.length > 0 ? `: ${plural(raw, 'raw record')}` : ''}`,
    ...(joined > 0
      ? [`joined    ${plural(joined, 'request')} with ${joined === 1 ? 'its response' : 'their responses'}`]
      : []),
    `written   ${plural(records, 'record')} to ${plain(to)}`,
    `unusable  ${lost === 0 ? 'none' : count(lost)}`,
    ...unusable.flatMap(reasonLines),
  ];
  return `${lines.join('\n')}\n`;
}

function reasonLines({ why, records, places }: Unusable): string[] {
  const shown = places.map(({ file, line }) => [plain(file), line].filter((part) => part !== undefined).join(':'));
  const more = records > shown.length ? ', …' : '';
  return [`  ${count(records)}  ${plain(why)}`, `     ${shown.join(', ')}${more}`];
}
