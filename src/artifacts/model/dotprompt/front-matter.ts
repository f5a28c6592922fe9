/** A dotprompt file: YAML between two lines of dashes, and a template behind it (https://google.github.io/dotprompt). */
import { parseSource } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';

export interface Prompt {
  /** The YAML with its lines where they are in the file; undefined where there is none. */
  readonly front: string | undefined;
  readonly template: string;
  /** Line of the file with which the template begins, from 0. */
  readonly firstLine: number;
}

const FRONT = /^---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m;

export function readPrompt(text: string): Prompt {
  const match = FRONT.exec(text);
  if (match?.index !== 0) return { front: undefined, template: text, firstLine: 0 };
  const [whole, yaml = ''] = match;
  // An empty line in place of the dashes.
  const front = yaml.trim() === '' ? undefined : `\n${yaml}`;
  return { front, template: text.slice(whole.length), firstLine: whole.split('\n').length - 1 };
}

export type FrontMatter = Readonly<Record<string, unknown>>;

/** Throws ArtifactError where it is no YAML, or no mapping. */
export function readFrontMatter({ front }: Prompt, file: string): FrontMatter {
  if (front === undefined) return {};
  const { value } = parseSource(front, file, ArtifactError, 'last-counts');
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as FrontMatter;
  throw new ArtifactError([
    { file, line: 2, column: 1, message: 'the front matter has no names', expected: 'a mapping' },
  ]);
}
