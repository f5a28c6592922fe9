/** Looks at the text of each record that a warehouse gives, and takes out of it what weir.yml redacts. */
import type { RecordingConfig } from '../../config/config.ts';
import { stringify } from '../../document/stringify.ts';
import { RecordParser, Unparsable } from '../parse-record.ts';
import { compileRecord } from '../record.ts';
import { compileRedaction, type Redaction } from '../redact/redaction.ts';

/** @param isTimed whether it is known apart from the record when it was */
export type RecordFix = (text: string, isTimed: boolean) => Fixed;

/** The record as JSON in one line, or why there is none. */
export type Fixed =
  | { readonly record: string; readonly why?: undefined }
  | { readonly why: string; readonly record?: undefined };

export function recordFix(config: RecordingConfig, redaction: Redaction | undefined): RecordFix {
  const parser = new RecordParser();
  const redact = redaction && compileRedaction(redaction);
  const normalize = config.window === undefined ? undefined : compileRecord(config);
  return (text, isTimed) => {
    const parsed = parser.parse(text);
    if (parsed instanceof Unparsable) return { why: parsed.message };
    if (normalize && !isTimed) {
      const { request } = normalize(parsed);
      if (request && request.time === undefined) return { why: `no time at ${config.time}, by which the window goes` };
    }
    // Outside of texts, where JSON has none, a line break is nothing but space.
    return { record: redact ? stringify(redact(parsed)) : text.replace(/[\r\n]/g, ' ') };
  };
}
