/**
 * The audit log: one line of JSON for each decision, only ever added to, for those who must be able to show later who
 * let what through. GitHub's checks are archived after 400 days; this file is the user's own.
 */
import { closeSync, constants, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

export interface AuditEntry {
  readonly kind: 'approve' | 'revoke' | 'run' | 'rerun' | 'expired' | 'accept' | 'snooze';
  /** `owner/repo` */
  readonly repository: string;
  /** Where it was decided: in a pull request at a head, or in an issue. */
  readonly pull?: number;
  readonly head?: string;
  readonly issue?: number;
  readonly pipeline?: string;
  readonly fingerprint?: string;
  /** Login. */
  readonly by?: string;
  readonly reason?: string;
  /** What was found in production, and until when nobody wants to hear of it. */
  readonly cause?: string;
  readonly until?: string;
  /** GitHub's time of the comment or button, ISO 8601. */
  readonly at?: string;
  /** URL of the comment. */
  readonly comment?: string;
  /** GUID of the webhook delivery. */
  readonly delivery?: string;
}

export interface Audit {
  /**
   * Resolves once the line is on the disk. What is repeated after a crash stands in it twice, alike but for `time`.
   * Rejects where it cannot be written.
   */
  record(entry: AuditEntry): Promise<void>;
}

/**
 * @param destination path of a file, readable by its owner alone where it is new; undefined: standard output
 *
 * Throws where the file cannot be written, so that the App does not start without its log.
 */
export function openAudit(destination: string | undefined): Audit {
  if (destination === undefined) {
    const write = promisify((line: string, done: (error?: Error | null) => void) => process.stdout.write(line, done));
    return { record: (entry) => write(lineOf(entry)) };
  }
  closeSync(openSync(destination, appending, ownerOnly));
  return {
    async record(entry) {
      try {
        await append(destination, lineOf(entry));
      } catch (cause) {
        // The system does not say which file it is about.
        const said = cause instanceof Error ? cause.message : String(cause);
        throw new Error(`the audit log ${destination} cannot be written: ${said}`, { cause });
      }
    },
  };
}

const appending = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY;
const ownerOnly = 0o600;

/** Opened each time, so that a log that was rotated away is left alone. */
async function append(path: string, line: string): Promise<void> {
  await using file = await open(path, appending, ownerOnly);
  const bytes = Buffer.from(line);
  // One write, which the system appends as a whole: lines of several processes do not mix.
  const { bytesWritten } = await file.write(bytes);
  if (bytesWritten < bytes.length)
    throw new Error(`${path}: only ${bytesWritten} of ${bytes.length} bytes were written`);
  await file.sync();
}

/** Field by field, so that nothing gets in which is not meant to. */
function lineOf(entry: AuditEntry): string {
  const { kind, repository, pull, head, issue, pipeline, fingerprint, by, reason, at, comment, delivery } = entry;
  const { cause, until } = entry;
  const line = {
    time: new Date().toISOString(),
    ...{ kind, repository, pull, head, issue, pipeline, fingerprint, cause, until, by, reason, at, comment, delivery },
  };
  // JSON leaves these line breaks as they are, and some readers of lines break at them.
  const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${JSON.stringify(line).replace(/[\u0085\u2028\u2029]/g, escaped)}\n`;
}
