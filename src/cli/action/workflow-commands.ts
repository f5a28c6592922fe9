/**
 * What a step of a workflow prints for the runner to read: annotations, and the pair of lines that keep the runner from
 * reading anything else. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
import { randomUUID } from 'node:crypto';
import type { Annotation } from '../../github/port/checks.ts';

/** An annotation; without a path it stands on the run. */
export type Note = Pick<Annotation, 'level' | 'title' | 'message'> & Partial<Annotation>;

/** GitHub shows no more of a step, and says nothing about the rest. */
const mostOfLevel = 10;

const names: Record<Note['level'], string> = { failure: 'error', warning: 'warning', notice: 'notice' };

/** A line each, of every level the first ten. */
export function annotationCommands(notes: readonly Note[]): string {
  const shown = Object.values(Object.groupBy(notes, ({ level }) => level)).flatMap((some) =>
    some.slice(0, mostOfLevel),
  );
  return shown.map((note) => `${command(note)}\n`).join('');
}

/**
 * A report quotes text from outside, and a line of it could begin with `::`. Between these two lines the runner obeys
 * nothing; only the token ends that, and nobody can guess it.
 */
export function muteCommands(): { readonly begin: string; readonly end: string } {
  const token = randomUUID();
  return { begin: `::stop-commands::${token}\n`, end: `::${token}::\n` };
}

function command({ path, start, end, level, title, message }: Note): string {
  const properties = Object.entries({ file: path, line: start, endLine: end, title })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${names[level]} ${properties.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
