/** A pull request as GitHub shows it in a browser: conversation, check and annotated diff; an issue. One file without network. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Comment, Issue, Pull, Run } from '../../../test/emulated-github/index.ts';
import type { DiffLine } from '../diff.ts';
import { type CheckedPull, EMOJI } from '../on-github.ts';
import { markdownToHtml } from './markdown.ts';

const STYLES = [
  import.meta.resolve('github-markdown-css/github-markdown-light.css'),
  import.meta.resolve('./style.css'),
];
const MARKS: Readonly<Record<string, string>> = { success: '✓', failure: '✕' };
const LEVELS = { failure: 'Check failure', warning: 'Check warning', notice: 'Check notice' } as const;
const ROWS = { '+': 'added', '-': 'removed', ' ': '' } as const;

export function renderPage(checked: CheckedPull, comments: readonly Comment[]): string {
  const { pull, run, diffs } = checked;
  return pageOf(
    pull.base.repository.fullName,
    pull,
    `<p><span class="open">Open</span> <b>${pull.author.login}</b> wants to merge into <code class="branch">${pull.base.branch}</code> from <code class="branch">${pull.head.branch}</code></p>
<section id="comments">
<h2>Conversation</h2>
${comments.map(commentBox).join('\n')}
</section>
<section id="check">
<h2>Checks</h2>
${checkBox(run)}
</section>
<section id="files">
<h2>Files changed</h2>
${[...diffs].map(([path, lines]) => fileBox(path, lines, run)).join('\n')}
</section>`,
  );
}

export function renderIssue(issue: Issue): string {
  const labels = issue.labels.map((label) => `<span class="badge">${escapeHtml(label)}</span>`).join(' ');
  const opening = { author: issue.author, body: issue.body, byApp: true, reactions: [] };
  return pageOf(
    'acme/flights',
    issue,
    `<p><span class="open">Open</span> <b>${issue.author.login}</b> opened this issue ${labels}</p>
<section id="comments">
${commentBox(opening)}
</section>`,
  );
}

function pageOf(repository: string, { title, number }: Pick<Pull, 'title' | 'number'>, content: string): string {
  const style = STYLES.map((path) => readFileSync(fileURLToPath(path), 'utf8')).join('\n');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escapeHtml(title)} · ${repository} #${number}</title>
<style>
${style}
</style>
<h1>${escapeHtml(title)} <span class="quiet">#${number}</span></h1>
${content}
</html>
`;
}

function commentBox({
  author,
  body,
  byApp,
  reactions,
}: Pick<Comment, 'author' | 'body' | 'byApp' | 'reactions'>): string {
  const name = author.login.replace('[bot]', '');
  const badge = byApp ? ' <span class="badge">bot</span>' : '';
  const shown = reactions.map(({ content }) => `<span class="reaction">${EMOJI[content] ?? content} 1</span>`).join('');
  return `<article class="comment">
<span class="avatar${byApp ? ' bot' : ''}">${name.charAt(0).toUpperCase()}</span>
<div class="box"><header><span><b>${name}</b>${badge} <span class="quiet">commented</span></span></header>
<div class="content"><div class="markdown-body">${markdownToHtml(body)}</div>${shown}</div></div>
</article>`;
}

function checkBox({ conclusion, output, actions }: Run): string {
  const buttons = actions.map(({ label }) => `<span class="button">${escapeHtml(label)}</span>`).join(' ');
  return `<div class="box">
<header>${mark(conclusion)} <b>weir</b> <span class="badge">Required</span> <span class="push">${buttons}</span></header>
<div class="content"><p class="title">${escapeHtml(output.title ?? '')}</p>
<div class="markdown-body">${markdownToHtml(output.summary ?? '')}</div></div>
</div>`;
}

function mark(conclusion: string | null): string {
  return `<span class="mark ${conclusion}">${MARKS[conclusion ?? ''] ?? '!'}</span>`;
}

function fileBox(path: string, lines: readonly DiffLine[], run: Run): string {
  const notes = run.annotations.filter((annotation) => annotation.path === path);
  const rows = lines.flatMap(({ sign, number, text }) => [
    `<tr class="${ROWS[sign]}"><td>${number}</td><td>${sign} ${escapeHtml(text)}</td></tr>`,
    ...notes.filter(({ end_line }) => sign !== '-' && end_line === number).map(noteRow),
  ]);
  return `<div class="box"><header><code>${escapeHtml(path)}</code></header><table class="diff">${rows.join('\n')}</table></div>`;
}

function noteRow({ annotation_level, title = '', message }: Run['annotations'][number]): string {
  const level = `<span class="quiet">${LEVELS[annotation_level]} · Weir / weir</span>`;
  return `<tr class="note"><td colspan="2"><div class="annotation ${annotation_level}">${level}<br><b>${escapeHtml(title)}</b><p>${escapeHtml(message)}</p></div></td></tr>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
