/** From edited files through pipelines to outputs and owners: what the map shows, without any geometry. */
import { measure } from '../../format/measures.ts';
import { rankOutputs } from '../rank-outputs.ts';
import type { OutputReport, PipelineReport, Report, Verdict } from '../report.generated.ts';
import { affected, isOpen, limited } from '../story.ts';

export type Column = 'file' | 'pipeline' | 'output' | 'owner';

export interface MapNode {
  readonly column: Column;
  readonly name: string;
  /** Positions in the report, for links: of the file, the pipeline, the output. */
  readonly at: readonly number[];
  /** Files: how many edits; owners: pipelines that need them. */
  readonly amount: number;
  /** Outputs: changed share, where known. */
  readonly changed?: number;
  readonly verdict?: Verdict;
  /** Outputs: the measure that gives the verdict, `mean_ratio +38.2 %`. */
  readonly worst?: string;
  /** Pipelines: an owner has accepted it. */
  readonly isApproved?: boolean;
  /** Outputs that stand for several have no name of their own. */
  readonly folded?: number;
  readonly ways: readonly number[];
}

export interface MapLink {
  readonly from: MapNode;
  readonly to: MapNode;
  readonly verdict: Verdict | undefined;
  readonly ways: readonly number[];
}

export interface Graph {
  readonly nodes: readonly MapNode[];
  readonly links: readonly MapLink[];
  /** Affected pipelines that are not on the map. */
  readonly leftOut: number;
}

const mostPipelines = 10;
const mostOutputs = 4;
const mostOwners = 6;

/** One way from a file to an owner, by keys of its nodes. */
interface Way {
  readonly file: string;
  readonly pipeline: string;
  readonly output: string | undefined;
  readonly owner: string | undefined;
}

type Draft = Omit<MapNode, 'ways'>;

/** The worst ten pipelines with at most four outputs each, the worst and most moved first. Nodes of a column stand in the order of the pipelines. */
export function graphOf(report: Report): Graph {
  const reached = affected(report);
  const drawn = reached.slice(0, mostPipelines);
  const drafts = new Map<string, Draft>();
  const ways = drawn.flatMap((pipeline) => waysThrough(pipeline, report, drafts));
  const waysOf = (key: string) => ways.flatMap((way, index) => (Object.values(way).includes(key) ? [index] : []));
  const nodes = new Map([...drafts].map(([key, draft]) => [key, { ...draft, ways: waysOf(key) }]));
  return { nodes: [...nodes.values()], links: linksOf(ways, nodes), leftOut: reached.length - drawn.length };
}

/** Keys of nodes carry the column first: names of different columns may be the same. */
function waysThrough(pipeline: PipelineReport, report: Report, drafts: Map<string, Draft>): Way[] {
  const position = report.pipelines.indexOf(pipeline);
  const key = `pipeline ${position}`;
  drafts.set(key, {
    column: 'pipeline',
    name: pipeline.name,
    at: [position],
    amount: 0,
    verdict: pipeline.verdict,
    isApproved: pipeline.approval !== undefined,
  });
  const files = fileNodes(pipeline, report, drafts);
  const outputs = outputNodes(pipeline, position, drafts);
  const owners = ownerNodes(pipeline, position, drafts);
  return files.flatMap((file) =>
    outputs.flatMap((output) => owners.map((owner) => ({ file, pipeline: key, output, owner }))),
  );
}

function fileNodes({ edits }: PipelineReport, report: Report, drafts: Map<string, Draft>): string[] {
  const all = [...new Set(report.edits.map(({ artifact }) => artifact))];
  const own = [...new Set(edits.flatMap((index) => report.edits[index]?.artifact ?? []))];
  return own.map((name) => {
    const key = `file ${name}`;
    const amount = report.edits.filter(({ artifact }) => artifact === name).length;
    drafts.set(key, { column: 'file', name, at: [all.indexOf(name)], amount });
    return key;
  });
}

function outputNodes(pipeline: PipelineReport, position: number, drafts: Map<string, Draft>): (string | undefined)[] {
  const outputs = rankOutputs(pipeline);
  if (outputs.length === 0) return [undefined];
  const single = outputs.length > mostOutputs ? outputs.slice(0, mostOutputs - 1) : outputs;
  const place = (output: OutputReport) => pipeline.outputs.indexOf(output);
  const keys = single.map((output) => {
    const index = place(output);
    const key = `output ${position} ${index}`;
    const [top] = limited({ ...pipeline, outputs: [output], measures: {} });
    const { changed } = output.measures;
    // Green beside a share that changed would say that the owners allow it, which only a limit on it can.
    const isJudged = !changed?.value || changed.limit !== undefined || top?.measure.verdict !== 'pass';
    drafts.set(key, {
      column: 'output',
      name: output.name,
      at: [position, index],
      amount: 0,
      changed: output.measures.changed?.value ?? undefined,
      ...(top && isJudged && { verdict: top.measure.verdict, worst: `${top.key} ${measure(top.measure, top.key)}` }),
    });
    return key;
  });
  const rest = outputs.slice(single.length);
  const [next] = rest;
  if (!next) return keys;
  const key = `output ${position} rest`;
  drafts.set(key, { column: 'output', name: '', at: [position, place(next)], amount: 0, folded: rest.length });
  return [...keys, key];
}

function ownerNodes(pipeline: PipelineReport, position: number, drafts: Map<string, Draft>): (string | undefined)[] {
  if (pipeline.owners.length === 0) return [undefined];
  return pipeline.owners.slice(0, mostOwners).map((name) => {
    const key = `owner ${name}`;
    const known = drafts.get(key);
    const amount = (known?.amount ?? 0) + (isOpen(pipeline) ? 1 : 0);
    drafts.set(key, { column: 'owner', name, at: known?.at ?? [position], amount });
    return key;
  });
}

function linksOf(ways: readonly Way[], nodes: ReadonlyMap<string, MapNode>): MapLink[] {
  const links = new Map<string, MapLink & { ways: number[] }>();
  const join = (from: string | undefined, to: string | undefined, way: number) => {
    const [source, target] = [nodes.get(from ?? ''), nodes.get(to ?? '')];
    if (!source || !target) return;
    const key = JSON.stringify([from, to]);
    const link = links.get(key) ?? { from: source, to: target, verdict: verdictOf(source, target), ways: [] };
    link.ways.push(way);
    links.set(key, link);
  };
  ways.forEach(({ file, pipeline, output, owner }, index) => {
    join(file, pipeline, index);
    join(pipeline, output, index);
    join(output ?? pipeline, owner, index);
  });
  return [...links.values()];
}

/** What leads to an output that breaks its limit, and what leaves it, says so. */
function verdictOf(from: MapNode, to: MapNode): Verdict | undefined {
  return to.column === 'output' ? to.verdict : from.column === 'output' ? from.verdict : undefined;
}
