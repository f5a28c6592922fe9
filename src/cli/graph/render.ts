/** The graph as text, as a Mermaid flowchart and as JSON. */
import { plain } from '../../report/plain.ts';
import { type Graph, type GraphPipeline, nameOf, reachedOutputs } from '../../report/reads/graph.ts';

/** Of a pipeline with an output for each of many rules the text names so many; JSON has all. */
const mostOutputs = 12;

/** Text with a newline at its end. */
export function asText({ artifacts, pipelines }: Graph): string {
  const blocks = artifacts.map(({ id, engine, files }) => {
    const [, ...referred] = files;
    const readers = pipelines.filter(({ reads }) => reads.includes(id));
    return [
      `${plain(id)} (${engine})`,
      ...referred.map((file) => `  refers to ${plain(file)}`),
      ...readers.map(
        (pipeline) => `  → ${plain(nameOf(pipeline))}: ${outputsText(reachedOutputs(pipeline, id))}${owned(pipeline)}`,
      ),
    ].join('\n');
  });
  return blocks.length === 0 ? 'No pipeline reads it.\n' : `${blocks.join('\n\n')}\n`;
}

function outputsText(outputs: readonly string[]): string {
  const left = outputs.length - mostOutputs;
  return [...outputs.slice(0, mostOutputs).map(plain), ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

export function deadText({ dead }: Graph): string {
  if (dead.length === 0) return 'Every file that weir.yml names is there.\n';
  return dead
    .map(({ repository, pipeline, artifact, reason, line }) => {
      const where = `${repository === '' ? '' : `${repository}:`}.github/weir.yml${line === undefined ? '' : `:${line}`}`;
      return `${plain(where)}: pipeline ${plain(pipeline)} reads ${plain(artifact)}: ${plain(reason)}\n`;
    })
    .join('');
}

export function asMermaid({ artifacts, pipelines }: Graph): string {
  const ids = new Map(artifacts.map(({ id }, index) => [id, `a${index}`]));
  const lines = pipelines.flatMap((pipeline, index) => [
    `  p${index}[${label(nameOf(pipeline))}]`,
    ...pipeline.reads.flatMap((id) => (ids.has(id) ? arrows(`${ids.get(id)}`, id, pipeline, index) : [])),
    ...pipeline.outputs.map((output, at) => `  p${index} --> p${index}o${at}(${label(output)})`),
    ...pipeline.owners.map((owner, at) => `  p${index} -.- p${index}w${at}>${label(owner)}]`),
  ]);
  return ['flowchart LR', ...artifacts.map(({ id }) => `  ${ids.get(id)}[/${label(id)}/]`), ...lines, ''].join('\n');
}

export function asJson(graph: Graph): string {
  return `${JSON.stringify(graph, null, 2)}\n`;
}

/** To the pipeline, or to those of its outputs that it reaches where these are not all. */
function arrows(from: string, id: string, pipeline: GraphPipeline, index: number): string[] {
  const only = pipeline.reaches?.[id];
  if (only === undefined) return [`  ${from} --> p${index}`];
  return pipeline.outputs.flatMap((output, at) => (only.includes(output) ? [`  ${from} --> p${index}o${at}`] : []));
}

function owned({ owners }: GraphPipeline): string {
  return owners.length === 0 ? '' : ` (${owners.map(plain).join(', ')})`;
}

/** Mermaid takes entities by their number, and nothing else between quotes is special. */
function label(text: string): string {
  const escaped = plain(text).replace(/["#&<>`]/g, (character) => `#${character.charCodeAt(0)};`);
  return `"${escaped}"`;
}
