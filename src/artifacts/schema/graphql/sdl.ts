/** The files of a schema as one document, and the schema that it defines. */
import type { DefinitionNode, DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';
import { assertBrackets } from '../../parse.ts';
import { oncePer } from '../json-schema/once-per.ts';
import { federated } from './federation.ts';
import { graphql, validation } from './libraries.ts';

export interface Sdl {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  /** What is read all the same. */
  readonly warnings: readonly Problem[];
}

/**
 * Generates no code. Throws ArtifactError with file, line and column for what is no GraphQL, or contradicts itself.
 * @param inForce then mistakes say nothing, as far as a schema comes of it
 */
export function openSdl(artifact: Artifact, inForce = false): Sdl {
  const opened = openedOf(artifact);
  // An artifact grows while the files that it refers to are looked for.
  const key = `${artifact.files.size} ${inForce}`;
  const sdl = opened.get(key) ?? open(artifact, inForce);
  opened.set(key, sdl);
  return sdl;
}

/** Once for all who ask. */
const openedOf = oncePer((_artifact: Artifact) => new Map<string, Sdl>());

function open(artifact: Artifact, inForce: boolean): Sdl {
  const { buildASTSchema, concatAST } = graphql(artifact.path);
  const { validateSDL } = validation(artifact.path);
  const written = concatAST([...artifact.files.keys()].map((file) => parseFile(artifact, file)));
  assertNoOperations(written, artifact.path);
  const document = federated(written);
  const found = validateSDL(document);
  const mistakes = found.filter((error) => !isUnknownDirective(error));
  if (mistakes.length > 0 && !inForce)
    throw new ArtifactError(mistakes.map((error) => problemOf(error, artifact.path)));
  const schema = build(() => buildASTSchema(document, { assumeValid: inForce, assumeValidSDL: true }), artifact.path);
  const ignored = inForce ? mistakes.map((error) => problemOf(error, artifact.path)) : [];
  return { document, schema, warnings: [...ignored, ...unknownDirectives(found, artifact.path)] };
}

function parseFile(artifact: Artifact, file: string): DocumentNode {
  return parseText(textIn(artifact, file), file);
}

/** Throws ArtifactError. */
export function parseText(text: string, file: string): DocumentNode {
  const { parse, Source, GraphQLError } = graphql(file);
  assertBrackets(text, file);
  try {
    return parse(new Source(text, file));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new ArtifactError([problemOf(error, file)], { cause: error });
  }
}

function assertNoOperations({ definitions }: DocumentNode, file: string): void {
  const { isTypeSystemDefinitionNode, isTypeSystemExtensionNode } = graphql(file);
  const others = definitions.filter((node) => !isTypeSystemDefinitionNode(node) && !isTypeSystemExtensionNode(node));
  if (others.length === 0) return;
  throw new ArtifactError(
    others.map((node) => ({
      file: fileOf(node) ?? file,
      line: node.loc?.startToken.line ?? 1,
      column: node.loc?.startToken.column ?? 1,
      message: 'an operation stands in a schema',
      expected: 'definitions of types alone',
    })),
  );
}

function fileOf({ loc }: DefinitionNode): string | undefined {
  return loc?.source.name;
}

/** What a document defines that the library can't make a schema of. */
function build(work: () => GraphQLSchema, file: string): GraphQLSchema {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error) || error instanceof RangeError) throw error;
    const [message = ''] = error.message.split('\n');
    throw new ArtifactError([{ file, line: 1, column: 1, message: `no GraphQL schema: ${message}` }], { cause: error });
  }
}

/** What no server could serve: an input that needs itself without end, an interface that is not kept. */
export function mistakesIn({ schema }: Sdl, file: string): readonly Problem[] {
  return graphql(file)
    .validateSchema(schema)
    .map((mistake) => problemOf(mistake, file));
}

/** Where it stands, and what it says in the manner of other messages. */
export function problemOf({ message, source, nodes, locations }: GraphQLError, file: string): Problem {
  const [first] = locations ?? [];
  return {
    file: nodes?.[0]?.loc?.source.name ?? source?.name ?? file,
    line: first?.line ?? 1,
    column: first?.column ?? 1,
    message: message.replace(/^Syntax Error: /, 'no GraphQL: ').replace(/\.$/, ''),
  };
}

/** Servers and gateways know directives that no file defines. */
function isUnknownDirective({ message }: GraphQLError): boolean {
  return message.startsWith('Unknown directive ');
}

/** Each once, where it first stands. */
function unknownDirectives(errors: readonly GraphQLError[], file: string): Problem[] {
  const first = new Map(
    errors
      .filter(isUnknownDirective)
      .map((error) => [error.message, error] as const)
      .toReversed(),
  );
  return [...first.values()].toReversed().map((error) => {
    const { message, ...place } = problemOf(error, file);
    return { ...place, message: `${message.replace('Unknown', 'unknown')}: it is compared, and judges nothing` };
  });
}
