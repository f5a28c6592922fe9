/** What is wrong with a schema, gathered as it is read, each on its line. */
import type { Problem } from '../../../errors.ts';
import type { Place } from './model.ts';

export class Notes {
  readonly mistakes: Problem[] = [];
  /** What only some readers refuse. */
  readonly doubts: Problem[] = [];

  mistake(at: Place, message: string, more: Partial<Problem> = {}): void {
    this.mistakes.push({ ...problemAt(at), message, ...more });
  }

  doubt(at: Place, message: string): void {
    this.doubts.push({ ...problemAt(at), message });
  }
}

function problemAt({ source, pointer }: Place): Pick<Problem, 'file' | 'line' | 'column'> {
  const { line, column } = source.range(pointer);
  return { file: source.file, line, column };
}

/** A value as messages show it. */
export function brief(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
