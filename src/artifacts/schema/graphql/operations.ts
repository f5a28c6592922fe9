/** Whether a schema takes an operation with its variables. Texts of operations repeat, so each is looked at once. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { isObject } from '../../../document/is-object.ts';
import { graphql } from './libraries.ts';
import { reasonOf } from './reason.ts';
import { createVariables } from './variables.ts';

export interface Operations {
  /**
   * Why it is refused, without any value; undefined where it is taken.
   * @param name of the operation among those of the text; no text for the only one
   */
  refusalOf(text: string, name: unknown, variables: unknown): string | undefined;
}

/** Texts that are kept. */
const KEPT = 2_000;
/** Longer ones are refused as servers do, and before anything of them is understood. */
const MOST_TOKENS = 50_000;

/** @param broken what each field promised and no longer keeps, by `Type.field` */
export function createOperations(schema: GraphQLSchema, broken: ReadonlyMap<string, string>): Operations {
  const { parse, validate, getOperationAST, GraphQLError } = graphql();
  const refusalOfGiven = createVariables(schema);
  const known = new Map<string, Understood>();
  return { refusalOf };

  function refusalOf(text: string, name: unknown, variables: unknown): string | undefined {
    const understood = known.get(text) ?? understand(text);
    if (known.size >= KEPT) known.clear();
    known.set(text, understood);
    if (understood.refused !== undefined) return understood.refused;
    const named = typeof name === 'string' && name !== '' ? name : undefined;
    const operation = getOperationAST(understood.document, named);
    if (!operation) return named === undefined ? 'the operation is not named among several' : 'names no operation';
    return refusalOfVariables(operation, variables) ?? understood.brokenIn;
  }

  function refusalOfVariables(operation: OperationDefinitionNode, variables: unknown): string | undefined {
    const definitions = operation.variableDefinitions ?? [];
    if (definitions.length === 0) return undefined;
    const given = variables ?? {};
    return isObject(given) ? refusalOfGiven(definitions, given) : 'the variables are no object';
  }

  function understand(text: string): Understood {
    try {
      const document = parse(text, { noLocation: true, maxTokens: MOST_TOKENS });
      const [error] = validate(schema, document, undefined, { maxErrors: 1, hideSuggestions: true });
      return error ? { document, refused: reasonOf(error) } : { document, brokenIn: brokenBy(document) };
    } catch (error) {
      if (error instanceof GraphQLError) return { document: NOTHING, refused: 'the operation does not parse' };
      throw error;
    }
  }

  /** Fields of fragments that the operation leaves out are none, since unused ones are refused. */
  function brokenBy(document: DocumentNode): string | undefined {
    if (broken.size === 0) return undefined;
    const { TypeInfo, visit, visitWithTypeInfo } = graphql();
    const types = new TypeInfo(schema);
    let first: string | undefined;
    const look = () => {
      first ??= broken.get(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`);
    };
    visit(document, visitWithTypeInfo(types, { Field: look }));
    return first;
  }
}

interface Understood {
  readonly document: DocumentNode;
  readonly refused?: string;
  readonly brokenIn?: string | undefined;
}

const NOTHING: DocumentNode = { kind: 'Document', definitions: [] } as unknown as DocumentNode;
