/**
 * One tab or one line that is indented wrongly makes a parser complain of half the file. This finds the line that is to blame
 * and says only that.
 */
import { parseSource } from '../document/source.ts';
import type { Problem } from '../errors.ts';
import type { Mistake } from './mistake.ts';
import { unclosed } from './unclosed.ts';

/** Lines around the first complaint that may be its cause. */
const REACH = 12;

/** What to tell of a text that is no YAML: a likely cause where one is found, else the parser's own complaints. */
export function syntaxProblems(text: string, problems: readonly Problem[]): readonly Problem[] {
  const [first] = problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (!first) return problems;
  const tab = problems.find(({ message }) => /^Tabs are not allowed/.test(message));
  if (tab) return [{ ...tab, message: 'a tab in the indentation, which YAML does not take', expected: 'spaces' }];
  const quote = /reserved character (.)|indicator character (.)/.exec(first.message);
  if (quote) return [unquoted(text, first, quote[1] ?? quote[2] ?? '')];
  if (/^Unresolved alias \S*[./]/.test(first.message)) return [unquoted(text, first, '*')];
  const opened = problems.map((problem) => unclosed(text, problem, isYaml)).find((problem) => problem !== undefined);
  if (opened) return [opened];
  if (!isStructural(first.message)) return problems;
  return [culprit(text, first) ?? { ...first, message: `${first.message}: most often one line is indented wrongly` }];
}

function isStructural(message: string): boolean {
  return /same column|compact mappings|single line|block sequence|without - indicator|map values|[Ii]ndent/.test(
    message,
  );
}

function unquoted(text: string, problem: Problem, character: string): Problem {
  const line = lineAt(text, problem.line) ?? '';
  const value = line
    .slice((problem.column ?? 1) - 1)
    .replace(/\s+#.*$/, '')
    .replace(/[\],}\s]+$/, '');
  const message = `YAML gives "${character}" at the beginning of a text a meaning of its own`;
  return {
    ...problem,
    message,
    expected: 'the text in quotes',
    nearest: value === '' ? undefined : JSON.stringify(value),
  };
}

/** The first line that makes the whole text YAML when it is indented as a neighbour is, or one step deeper. */
function culprit(text: string, problem: Problem): Problem | undefined {
  const lines = text.split('\n');
  const around = (problem.line ?? 1) - 1;
  const near = [...Array(2 * REACH + 1).keys()].map((step) => around + (step % 2 === 0 ? step / 2 : -(step + 1) / 2));
  for (const index of near) {
    const line = lines[index];
    if (line === undefined || line.trim() === '') continue;
    const own = depthOf(line);
    const depths = new Set(
      [index - 1, index + 1].flatMap((other) => {
        const neighbour = lines[other];
        return neighbour === undefined || neighbour.trim() === '' ? [] : [depthOf(neighbour), depthOf(neighbour) + 2];
      }),
    );
    depths.delete(own);
    for (const depth of depths) {
      const mended = lines.with(index, ' '.repeat(depth) + line.trimStart()).join('\n');
      if (!isYaml(mended)) continue;
      const message = `this line is indented by ${own} ${own === 1 ? 'space' : 'spaces'}, which does not go with the lines around it`;
      return { ...problem, line: index + 1, column: own + 1, message, expected: `${depth} spaces` };
    }
  }
  return undefined;
}

/**
 * A map that came out empty because what belongs into it is not indented: one mistake in place of several. Undefined where
 * there is no such map.
 */
export function notIndented(mistakes: readonly Mistake[]): Mistake[] | undefined {
  const merged = mistakes.flatMap((empty): Mistake[] => {
    if (!empty.message.endsWith(' is empty') || empty.at !== 'key') return [];
    const beside = mistakes.find(
      ({ pointer, nearest }) =>
        pointer !== empty.pointer && nearest === undefined && parentOf(pointer) === parentOf(empty.pointer),
    );
    if (!beside) return [];
    const message = `${empty.message}: what belongs into it stands beside it`;
    return [
      {
        pointer: beside.pointer,
        at: 'key',
        message,
        expected: 'two more spaces in front of this line, and of those below that belong to it',
      },
    ];
  });
  return merged.length > 0 ? merged : undefined;
}

function isYaml(text: string): boolean {
  try {
    parseSource(text, 'weir.yml');
    return true;
  } catch {
    return false;
  }
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The pointer without its last token. */
function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

function lineAt(text: string, line = 1): string | undefined {
  return text.split(/\r?\n/)[line - 1];
}
