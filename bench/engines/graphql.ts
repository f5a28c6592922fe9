import { buildSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import type { EngineRow } from '../engine-row.ts';

const text = `type Query { user(id: ID!, near: Point): User search(kind: Kind, first: Int = 10): [User!]! }
type User { id: ID! name: String! age: Int friends(first: Int): [User!]! }
enum Kind { USER POST }
input Point { lat: Float! lng: Float! }`;

const queries = [
  'query User($id: ID!, $near: Point) { user(id: $id, near: $near) { id name friends(first: 3) { id } } }',
  'query Search($kind: Kind, $first: Int) { search(kind: $kind, first: $first) { id age } }',
];

export const row: EngineRow = {
  engine: 'graphql',
  what: 'two operations with variables',
  files: { 'schema.graphql': text },
  documents: (count) =>
    Array.from({ length: count }, (_, index) => ({
      query: queries[index % 2],
      variables:
        index % 2 === 0 ? { id: `u${index}`, near: { lat: index % 90, lng: 1.5 } } : { kind: 'USER', first: 5 },
      client: index % 3,
    })),
  bare() {
    const schema = buildSchema(text);
    const known = new Map(
      queries.map((query) => {
        const document = parse(query);
        if (validate(schema, document).length > 0) throw new Error(query);
        return [query, getOperationAST(document)?.variableDefinitions ?? []] as const;
      }),
    );
    return (documents) =>
      documents.map((document) => {
        const { query, variables } = document as { query: string; variables: Record<string, unknown> };
        const { errors } = getVariableValues(schema, known.get(query) ?? [], variables);
        return errors ? undefined : document;
      });
  },
  comparedWith: 'graphql 17.1.0, each text understood once',
  limitedBy: 'variables are walked by their types for each document',
};
