/** Makes a stage of a decision. The engine is native code that works in threads of its own, so a batch is under way at once. */
import type { ZenDecision, ZenEngineResponse } from '@gorules/zen-engine';
import { compileRead, pointerTokens, toPointer } from '../../../document/pointer.ts';
import { parseSource, type Source } from '../../../document/source.ts';
import { ArtifactError } from '../../../errors.ts';
import { loadPeer } from '../../../peer.ts';
import { textIn } from '../../content.ts';
import type { Artifact, Beside, CompileOptions, Document, Outcome, Stage } from '../../engine.ts';
import { withinMemory } from '../../native-memory.ts';
import { parseArtifact, withinStack } from '../../parse.ts';
import { checkGraph } from './check.ts';
import { atTime, dependence, stopClock } from './clock.ts';
import { type Expression, expressionsOf, list, members, type Node, nodesOf, text } from './graph.ts';
import { resolve } from './references.ts';
import { unfit } from './unfit.ts';

/** Of native memory, for all documents that are under way. */
const MEGABYTES = 512;

/** Throws ArtifactError where a file does not parse, holds what is refused, or an expression that is none. */
export async function compile(artifact: Artifact, { inForce = false }: CompileOptions = {}): Promise<Stage> {
  const { options = {}, path } = artifact;
  const zen = await loadPeer(
    'a decision of GoRules needs',
    ['@gorules/zen-engine'],
    () => import('@gorules/zen-engine'),
    path,
  );
  const own = parseArtifact(artifact);
  const [, ...others] = artifact.files.keys();
  const sources = [own, ...others.map((file) => read(artifact, file))];
  const nodes = sources.map((source) => checkGraph(source, options));
  stopClock();
  if (!inForce) await checkExpressions(sources, nodes, zen);
  const names = new Map(
    sources.flatMap(({ value }) =>
      list(members(value).nodes).map((node) => [text(members(node).id), text(members(node).name)]),
    ),
  );
  const contents = new Map(sources.map((source) => [source.file, resolved(source, options.now)]));
  const engine = new zen.ZenEngine({
    loader: async (key) => new zen.ZenDecisionContent(contents.get(key) ?? {}),
    httpHandler: () => Promise.reject(new Error('requests are refused')),
  });
  const decision = open(engine.createDecision.bind(engine), contents.get(own.file) ?? {}, own);
  const [reason] = nodes
    .flat()
    .flatMap(expressionsOf)
    .flatMap((expression) => dependence(expression, options.now) ?? []);
  return {
    async run(batch, beside) {
      if (reason !== undefined) return batch.map(() => ({ outcome: 'unreplayable', reason }));
      return withinMemory(MEGABYTES, () =>
        Promise.all(batch.map((document) => evaluate(decision, document, names, beside))),
      );
    },
    async [Symbol.asyncDispose]() {
      engine.dispose();
    },
  };
}

function read(artifact: Artifact, file: string): Source {
  return withinStack(file, () => parseSource(textIn(artifact, file), file, ArtifactError, 'last-counts'));
}

/** The graph at the time that is named, with keys of decision nodes as paths in the repository, by which the loader finds them. */
function resolved({ value, file }: Source, now: unknown): object {
  const nodes = structuredClone(list(members(value).nodes));
  for (const node of nodesOf({ nodes }).filter(({ type }) => type === 'decisionNode')) {
    const content = node.content as { key?: unknown };
    content.key = resolve(text(content.key), file);
  }
  if (typeof now === 'string') {
    for (const { text: expression, pointer } of nodesOf({ nodes }).flatMap(expressionsOf))
      write({ nodes }, pointer, atTime(expression, now));
  }
  return { nodes, edges: members(value).edges };
}

function write(value: unknown, pointer: string, text: string): void {
  const tokens = pointerTokens(pointer);
  const holder = compileRead(toPointer(tokens.slice(0, -1)))(value) as Record<string, unknown>;
  holder[tokens.at(-1) ?? ''] = text;
}

/** Throws ArtifactError for a graph that the engine does not take. */
function open(create: (content: object) => ZenDecision, content: object, source: Source): ZenDecision {
  try {
    const decision = create(content);
    decision.validate();
    return decision;
  } catch (error) {
    const { line, column } = source.range('/nodes');
    const { type, message } = detailsOf(error);
    throw new ArtifactError(
      [{ file: source.file, line, column, message: GRAPHS.get(type) ?? `no decision of GoRules: ${message}` }],
      { cause: error },
    );
  }
}

const GRAPHS: ReadonlyMap<string, string> = new Map([
  ['cyclicGraph', 'its nodes lead back to themselves'],
  ['invalidInputCount', 'a decision has exactly one input node'],
  ['invalidOutputCount', 'a decision has one output node at most'],
  ['missingNode', 'an edge leads to a node that there is not'],
]);

/** The part of the library that parses. */
interface Parser {
  evaluateExpression(expression: string, context: object): Promise<unknown>;
}

/**
 * Throws ArtifactError with every expression that does not parse. A cell of a table that does not only makes its row be
 * skipped, in production too.
 */
async function checkExpressions(
  sources: readonly Source[],
  nodes: readonly (readonly Node[])[],
  zen: Parser,
): Promise<void> {
  const problems = [];
  for (const [index, source] of sources.entries()) {
    for (const expression of (nodes[index] ?? [])
      .filter(({ type }) => type !== 'decisionTableNode')
      .flatMap(expressionsOf)) {
      const message = await withinMemory(MEGABYTES, () => mistakeIn(expression, zen));
      if (message === undefined) continue;
      const { line, column } = source.valueRange(expression.pointer);
      problems.push({
        file: source.file,
        line,
        column,
        message: `\`${expression.text}\` is no expression: ${message}`,
      });
    }
  }
  if (problems.length > 0) throw new ArtifactError(problems);
}

/** Without a record only whether it parses can be seen. */
async function mistakeIn(expression: Expression, zen: Parser): Promise<string | undefined> {
  try {
    await zen.evaluateExpression(expression.text, {});
    return undefined;
  } catch (error) {
    const { type, message } = detailsOf(error);
    return /^(?:lexer|parser|compiler)Error$/.test(type) ? message : undefined;
  }
}

async function evaluate(
  decision: ZenDecision,
  document: Document,
  names: ReadonlyMap<string, string>,
  { params }: Beside = {},
): Promise<Outcome> {
  const isMapping = typeof document === 'object' && document !== null && !Array.isArray(document);
  const seen = params !== undefined && isMapping ? { ...document, params } : document;
  const reason = unfit(seen);
  if (reason !== undefined) return { outcome: 'failed', reason };
  try {
    const { result }: ZenEngineResponse = await decision.evaluate(seen);
    return { outcome: 'ok', value: result };
  } catch (error) {
    return { outcome: 'failed', reason: explain(error, names) };
  }
}

/** Messages of the library may hold what a record holds; its kinds of errors and the names of nodes do not. */
function explain(error: unknown, names: ReadonlyMap<string, string>): string {
  const { type, nodeId } = detailsOf(error);
  const name = nodeId === undefined ? undefined : names.get(nodeId);
  if (type === 'depthLimitExceeded') return 'decisions call each other without end';
  return name === undefined ? `the decision broke${type && ` with ${type}`}` : `the node "${name}" broke`;
}

interface Details {
  readonly type: string;
  readonly message: string;
  readonly nodeId?: string;
}

/** Errors of the library are JSON, sometimes with a stack after it. */
function detailsOf(error: unknown): Details {
  const said = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
  try {
    const { type, source, nodeId } = members(JSON.parse(said));
    return { type: text(type), message: text(source) || text(type), ...(typeof nodeId === 'string' && { nodeId }) };
  } catch {
    return { type: '', message: said };
  }
}
