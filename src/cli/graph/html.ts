/** The graph as one page that loads nothing: what is read, by whom, with links both ways, a search, and arrow keys. */
import { type Content, html, trusted } from '../../report/html/html.ts';
import { policyWith, shell } from '../../report/html/shell.ts';
import type { DeadEdge, Graph, GraphArtifact, GraphPipeline } from './collect.ts';
import { nameOf } from './render.ts';
import { script } from './script.ts';

export function asHtml(graph: Graph): string {
  const { artifacts, pipelines, dead } = graph;
  const body = html`<main>
<h1>Who reads what</h1>
<p class="search"><label>Search <input type="search" autocomplete="off"></label> <span role="status"></span></p>
<p class="sub">Down and up walk through what is shown, a slash leads back to the search.</p>
<div class="reads"><svg aria-hidden="true"></svg>
<section><h2 id="artifacts">Artifacts</h2>
${byRepository(artifacts, (artifact) => artifactItem(artifact, artifacts.indexOf(artifact), pipelines))}</section>
<section class="pipelines"><h2 id="pipelines">Pipelines</h2>
${byRepository(pipelines, (pipeline) => pipelineItem(pipeline, pipelines.indexOf(pipeline), graph))}</section>
</div>
${dead.length === 0 ? undefined : html`<h2 id="dead">Names that lead nowhere</h2>\n<ul>${dead.map(deadItem)}</ul>`}
</main>
<script>${trusted(script)}</script>
`;
  return shell({ title: 'Who reads what', policy: policyWith(script), body });
}

/** A list for each repository; without its name where there is only one. */
function byRepository<T extends { readonly repository: string }>(
  all: readonly T[],
  item: (one: T) => Content,
): Content {
  const names = [...new Set(all.map(({ repository }) => repository))];
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
    pipeline.reads.includes(id) ? [link(`pipeline-${at}`, nameOf(pipeline))] : [],
  );
  return html`<li id="artifact-${index}" tabindex="-1" data-item><code>${path}${ref === undefined ? '' : `@${ref}`}</code>
<span>${engine}, read by ${listed(readers)}</span></li>
`;
}

function pipelineItem(pipeline: GraphPipeline, index: number, { artifacts }: Graph): Content {
  const { name, reads, outputs, owners } = pipeline;
  const read = reads.flatMap((id) => {
    const at = artifacts.findIndex((artifact) => artifact.id === id);
    return at === -1 ? [] : [link(`artifact-${at}`, id)];
  });
  const by = owners.length === 0 ? 'owned by nobody' : `owned by ${owners.join(', ')}`;
  return html`<li id="pipeline-${index}" tabindex="-1" data-item><strong>${name}</strong> → ${outputs.join(', ')}
<span>${by}</span><span>reads ${listed(read)}</span></li>
`;
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
