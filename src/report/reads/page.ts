/** The graph as one page that loads nothing: what is read, by whom, with links both ways, a search, and arrow keys. */
import { type Content, html, trusted } from '../html/html.ts';
import { policyWith, shell } from '../html/shell.ts';
import { badge } from '../html/words.ts';
import { type DeadEdge, type Graph, type GraphArtifact, type GraphPipeline, nameOf, reachedOutputs } from './graph.ts';
import { script } from './script.ts';

/** What the page may do. */
export const readsPolicy = policyWith(script);

/** @param more what stands above the search beside the heading: whom it is for, what is left out */
export function readsPage(
  graph: Graph,
  more: { readonly about?: Content; readonly notes?: readonly Content[] } = {},
): string {
  const { artifacts, pipelines, dead } = graph;
  const notes = (more.notes ?? []).map((note) => html`<p class="quiet">${note}</p>\n`);
  const isEmpty = artifacts.length + pipelines.length + dead.length === 0;
  const shown = isEmpty
    ? html`<section class="prose"><p>There is no pipeline yet: <code>weir init</code> looks for what a repository could govern, and writes a first weir.yml.</p>${notes}</section>\n`
    : html`<p class="search"><label>Search <input type="search" autocomplete="off"></label> <span role="status"></span></p>
<p class="quiet keys">Down and up walk through what is shown, left and right along a line, a slash leads back to the search.</p>
${notes}<div class="reads"><svg aria-hidden="true"></svg>
<section><h2 id="artifacts">Artifacts</h2>
${byRepository(artifacts, (artifact) => artifactItem(artifact, artifacts.indexOf(artifact), pipelines))}</section>
<section class="pipelines"><h2 id="pipelines">Pipelines</h2>
${byRepository(pipelines, (pipeline) => pipelineItem(pipeline, pipelines.indexOf(pipeline), graph))}</section>
</div>
${dead.length === 0 ? undefined : html`<h2 id="dead">Names that lead nowhere</h2>\n<ul>${dead.map(deadItem)}</ul>`}
`;
  const body = html`<header class="opening">
<p class="masthead"><span class="wordmark">Weir</span> <span class="quiet">${more.about ?? ''}</span></p>
<h1>Who reads what</h1>
</header>
<main>
${shown}</main>
${isEmpty ? undefined : html`<script>${trusted(script)}</script>`}
`;
  return shell({ title: 'Who reads what', policy: readsPolicy, body });
}

/** A list for each repository; without its name where there is only one. */
function byRepository<T extends { readonly repository: string }>(
  all: readonly T[],
  item: (one: T) => Content,
): Content {
  const names = [...new Set(all.map(({ repository }) => repository))];
  if (names.length === 0) return html`<p class="quiet">None.</p>`;
  return names.map((name) => {
    const own = all.filter(({ repository }) => repository === name);
    return html`${names.length > 1 ? html`<h3>${name}</h3>` : undefined}<ul>${own.map(item)}</ul>
`;
  });
}

function artifactItem(
  { id, engine, path, ref }: GraphArtifact,
  index: number,
  pipelines: readonly GraphPipeline[],
): Content {
  const readers = pipelines.flatMap((pipeline, at) =>
    pipeline.reads.includes(id) ? [html`${link(`pipeline-${at}`, nameOf(pipeline))}${only(pipeline, id)}`] : [],
  );
  return html`<li id="artifact-${index}" tabindex="-1" data-item><code>${path}${ref === undefined ? '' : `@${ref}`}</code>
<span>${engine}, read by ${listed(readers)}</span></li>
`;
}

/** Which of its outputs, where not all. */
function only(pipeline: GraphPipeline, id: string): Content {
  if (pipeline.reaches?.[id] === undefined) return undefined;
  const outputs = reachedOutputs(pipeline, id);
  return html` (${outputs.length === 0 ? 'none of its outputs' : shortened(outputs)})`;
}

/** Of a pipeline with an output for each of many rules so many are named; the search finds the others by their rules. */
const mostOutputs = 12;

function shortened(outputs: readonly string[]): string {
  const left = outputs.length - mostOutputs;
  return [...outputs.slice(0, mostOutputs), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

function pipelineItem(pipeline: GraphPipeline, index: number, { artifacts }: Graph): Content {
  const { name, reads, outputs, owners, lately } = pipeline;
  const read = reads.flatMap((id) => {
    const at = artifacts.findIndex((artifact) => artifact.id === id);
    return at === -1 ? [] : [link(`artifact-${at}`, id)];
  });
  const by = owners.length === 0 ? 'owned by nobody' : `owned by ${owners.join(', ')}`;
  const verdict = lately?.checks[0]?.verdict ?? '';
  return html`<li id="pipeline-${index}" class="${verdict}" tabindex="-1" data-item><strong>${name}</strong> → ${shortened(outputs)}
<span>${by}</span><span>reads ${listed(read)}</span>${lately && latelyLine(lately)}</li>
`;
}

/** Checks of the last month that are shown one by one; the others are counted. */
const mostChecks = 3;

function latelyLine({ checks }: NonNullable<GraphPipeline['lately']>): Content {
  const counts = (['fail', 'inconclusive', 'pass'] as const).flatMap((verdict) => {
    const times = checks.filter((one) => one.verdict === verdict).length;
    return times === 0 ? [] : [html`${badge(verdict)} ${times}`];
  });
  const shown = checks
    .slice(0, mostChecks)
    .map(
      ({ change, href, at }) => html`<a href="${href}">${change}</a> <time datetime="${at}">${at.slice(0, 10)}</time>`,
    );
  return html`<span>merged in the last month: ${listed(counts)}, newest ${listed(shown)}</span>`;
}

function deadItem({ repository, pipeline, artifact, reason }: DeadEdge): Content {
  return html`<li>${nameOf({ repository, name: pipeline })}: <code>${artifact}</code>, ${reason}</li>
`;
}

function link(id: string, text: string): Content {
  return html`<a href="#${id}">${text}</a>`;
}

function listed(items: readonly Content[]): Content {
  return items.map((item, index) => (index === 0 ? item : html`, ${item}`));
}
