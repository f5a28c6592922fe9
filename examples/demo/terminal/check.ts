/** A finished check and the App's comment on a terminal, as GitHub shows them in a browser. */
import { cut, wrap } from '../../../src/report/plain.ts';
import type { Run } from '../../../test/emulated-github/index.ts';
import { around, type DiffLine } from '../diff.ts';
import { type Approval, type CheckedPull, EMOJI } from '../on-github.ts';
import { renderMarkdown } from './markdown.ts';
import { paint, WIDTH } from './screen.ts';

const INDENT = '  ';
const CONTENT = WIDTH - INDENT.length;
const CONTEXT = 2;
const LEVELS = { failure: '✖', warning: '!', notice: 'ℹ' } as const;

export function checkLines({ run, seconds, diffs }: CheckedPull): string[] {
  const summary = renderMarkdown(run.output.summary ?? '', CONTENT);
  const body = ['', ...summary, '', ...annotationLines(run, diffs), ...buttonLine(run)];
  return [conclusionLine(run, seconds), ...indented(body)];
}

/** `✖ weir  failure after 13.4 s`, and the title. */
export function conclusionLine({ conclusion, output }: Run, seconds: number): string {
  const style = conclusion === 'success' ? 'pass' : conclusion === 'failure' ? 'fail' : 'inconclusive';
  const after = paint('quiet', `after ${seconds.toFixed(1)} s`);
  const mark = { pass: '✔', fail: '✖', inconclusive: '!' }[style];
  const head = `${paint(style, `${mark} ${conclusion}`)}  ${paint('strong', 'weir')}  ${after}`;
  return [head, ...indented([paint('strong', output.title ?? '')])].join('\n');
}

/** What an owner wrote, how the App reacted, and what its comment says now. */
export function approvalLines({ login, body, reactions, sticky }: Approval): string[] {
  const shown = reactions.map((content) => EMOJI[content] ?? content).join(' ');
  return [
    `${paint('strong', login)} comments`,
    ...indented([...wrap(body, CONTENT), `${shown}  ${paint('quiet', `reactions of ${sticky.author.login}`)}`]),
    '',
    `${paint('strong', sticky.author.login)} edits its comment`,
    ...indented(renderMarkdown(sticky.body, CONTENT)),
  ];
}

function annotationLines({ annotations }: Run, diffs: CheckedPull['diffs']): string[] {
  return annotations.flatMap(({ path, start_line, end_line, annotation_level, title, message }) => {
    const note = message.split('\n').flatMap((line) => wrap(line, CONTENT - 9));
    const style = annotation_level === 'failure' ? 'fail' : annotation_level === 'warning' ? 'inconclusive' : 'strong';
    return [
      paint('head', start_line === end_line ? `${path}:${end_line}` : `${path}:${start_line}-${end_line}`),
      ...around(diffs.get(path) ?? [], end_line, CONTEXT).map(diffLine),
      `     ${paint(style, `${LEVELS[annotation_level]} ${title ?? ''}`)}`,
      ...note.map((line) => `       ${line}`),
      '',
    ];
  });
}

function diffLine({ sign, number, text }: DiffLine): string {
  const line = cut(`${String(number).padStart(4)} ${sign} ${text}`, CONTENT);
  return sign === '+' ? paint('pass', line) : sign === '-' ? paint('fail', line) : paint('quiet', line);
}

function buttonLine({ actions }: Run): string[] {
  return actions.length === 0 ? [] : [paint('strong', actions.map(({ label }) => `[${label}]`).join(' '))];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `${INDENT}${line}`));
}
