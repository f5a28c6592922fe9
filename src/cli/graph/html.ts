/** The graph as one page that loads nothing: what is read, by whom, with links both ways, a search, and arrow keys. */
import { type Content, html, trusted } from '../../report/html/html.ts';
import { policyWith, shell } from '../../report/html/shell.ts';
import type { Graph, GraphArtifact, GraphPipeline } from './collect.ts';
import { nameOf } from './render.ts';

const script = `
const search = document.querySelector('input');
const items = [...document.querySelectorAll('[data-item]')];
const count = document.querySelector('[role=status]');
const visible = () => items.filter((item) => !item.hidden);
search.addEventListener('input', () => {
  const wanted = search.value.trim().toLowerCase();
  for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
  count.textContent = visible().length + ' of ' + items.length + ' shown';
});
// A link may lead to what the search has hidden.
addEventListener('hashchange', () => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target || !target.hidden) return;
  search.value = '';
  search.dispatchEvent(new Event('input'));
  target.focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
    return;
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const shown = visible();
  const at = shown.indexOf(document.activeElement.closest('[data-item]'));
  const next = shown[at + step];
  if (next) next.focus();
  else if (step < 0) search.focus();
});
`;

export function asHtml(graph: Graph): string {
  const { artifacts, pipelines, dead } = graph;
  const body = html`<main>
<h1>Who reads what</h1>
<p><label>Search <input type="search" autocomplete="off"></label> <span role="status"></span></p>
<p>Down and up walk through what is shown, a slash leads back to the search.</p>
<h2 id="artifacts">Artifacts</h2>
<ul>${artifacts.map((artifact, index) => artifactItem(artifact, index, pipelines))}</ul>
<h2 id="pipelines">Pipelines</h2>
<ul>${pipelines.map((pipeline, index) => pipelineItem(pipeline, index, graph))}</ul>
${
  dead.length === 0
    ? undefined
    : html`<h2 id="dead">Names that lead nowhere</h2>
<ul>${dead.map(
        (
          edge,
        ) => html`<li>${nameOf({ repository: edge.repository, name: edge.pipeline })}: <code>${edge.artifact}</code>, ${edge.reason}</li>
`,
      )}</ul>`
}
</main>
<script>${trusted(script)}</script>
`;
  return shell({ title: 'Who reads what', policy: policyWith(script), body });
}

function artifactItem({ id, engine }: GraphArtifact, index: number, pipelines: readonly GraphPipeline[]): Content {
  const readers = pipelines.flatMap((pipeline, at) =>
    pipeline.reads.includes(id) ? [html` <a href="#pipeline-${at}">${nameOf(pipeline)}</a>`] : [],
  );
  return html`<li id="artifact-${index}" tabindex="-1" data-item><code>${id}</code> (${engine}), read by${readers}</li>
`;
}

function pipelineItem(pipeline: GraphPipeline, index: number, { artifacts }: Graph): Content {
  const reads = pipeline.reads.flatMap((id) => {
    const at = artifacts.findIndex((artifact) => artifact.id === id);
    return at === -1 ? [] : [html` <a href="#artifact-${at}">${id}</a>`];
  });
  const owners = pipeline.owners.length === 0 ? '' : `; owned by ${pipeline.owners.join(', ')}`;
  return html`<li id="pipeline-${index}" tabindex="-1" data-item><strong>${nameOf(pipeline)}</strong> reads${reads}; gives ${pipeline.outputs.join(', ')}${owners}</li>
`;
}
