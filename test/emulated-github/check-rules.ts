/** What GitHub refuses in a check run beyond its description of the request: 422, with the reason. */
import { Refusal } from './call.ts';
import type { Action, Annotation } from './world.ts';

export interface CheckRequest {
  readonly name?: string;
  readonly head_sha?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly status?: 'queued' | 'in_progress' | 'completed';
  readonly started_at?: string;
  readonly conclusion?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly Annotation[];
  };
  readonly actions?: readonly Action[];
}

const CONCLUSIONS = ['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'];
const CHARACTERS = 65_535;
const KILOBYTES_64 = 64 * 1024;

/** Throws a `Refusal` for the first rule that is broken. */
export function refuseBrokenRules(request: CheckRequest): void {
  const { status, conclusion, output, actions = [] } = request;
  if (conclusion !== undefined && !CONCLUSIONS.includes(conclusion)) refuse(`${conclusion} is not a valid conclusion`);
  if (status === 'completed' && conclusion === undefined) refuse('Missing required parameter: conclusion');
  if (output !== undefined) {
    atMost('title', output.title, 255);
    atMost('summary', output.summary, CHARACTERS);
    atMost('text', output.text, CHARACTERS);
    if ((output.annotations?.length ?? 0) > 50) refuse('No more than 50 annotations are accepted in a request');
    for (const annotation of output.annotations ?? []) refuseAnnotation(annotation);
  }
  if (actions.length > 3) refuse('No more than 3 actions are accepted');
  for (const action of actions) {
    atMost('label', action.label, 20);
    atMost('description', action.description, 40);
    atMost('identifier', action.identifier, 20);
  }
}

function refuseAnnotation(annotation: Annotation): void {
  const { path, start_line, end_line, start_column, end_column } = annotation;
  if (path === '' || path.startsWith('/')) refuse(`path ${path} is not one in the repository`);
  if (start_line < 1 || end_line < start_line) refuse(`lines ${start_line} to ${end_line} are not a range`);
  if (start_line !== end_line && (start_column !== undefined || end_column !== undefined)) {
    refuse('Columns are only accepted on annotations of a single line');
  }
  if (annotation.message === '') refuse('message may not be empty');
  if (Buffer.byteLength(annotation.message) > KILOBYTES_64) refuse('message may have 64 KB');
  if (Buffer.byteLength(annotation.raw_details ?? '') > KILOBYTES_64) refuse('raw_details may have 64 KB');
  atMost('title', annotation.title, 255);
}

function atMost(name: string, text: string | undefined, limit: number): void {
  // GitHub speaks of characters, and is reported to count bytes.
  const bytes = Buffer.byteLength(text ?? '');
  if (bytes > limit) {
    refuse(`Only ${limit} characters are allowed for ${name}; ${bytes} were supplied.`);
  }
}

function refuse(reason: string): never {
  throw new Refusal(422, `Invalid request.\n\n${reason}`);
}
