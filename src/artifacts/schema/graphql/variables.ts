/** Whether the variables of a recorded operation are what it declares. */
import type { GraphQLError, GraphQLInputType, GraphQLSchema, VariableDefinitionNode } from 'graphql';
import { toPointer } from '../../../document/pointer.ts';
import { graphql } from './libraries.ts';
import { withoutValues } from './reason.ts';

type Refusal = (
  definitions: readonly VariableDefinitionNode[],
  given: Readonly<Record<string, unknown>>,
) => string | undefined;

/** Why the variables of an operation that the schema takes are refused; undefined where none is. */
export function createVariables(schema: GraphQLSchema): Refusal {
  const { typeFromAST, isNonNullType, validateInputValue } = graphql();
  return (definitions, given) => {
    for (const definition of definitions) {
      const refused = refusalOf(definition, given);
      if (refused !== undefined) return refused;
    }
    return undefined;
  };

  function refusalOf(
    { variable, type: written, defaultValue }: VariableDefinitionNode,
    given: Readonly<Record<string, unknown>>,
  ): string | undefined {
    const name = variable.name.value;
    const type = typeFromAST(schema, written as Parameters<typeof typeFromAST>[1]) as GraphQLInputType | undefined;
    if (!type) return undefined;
    if (!Object.hasOwn(given, name) || given[name] === undefined) {
      return isNonNullType(type) && !defaultValue ? `$${name} is not given; ${type} is required` : undefined;
    }
    let refused: string | undefined;
    const tell = ({ message }: GraphQLError, path: readonly (string | number)[]) => {
      refused ??= `$${name}${toPointer(path)}: ${withoutValues(message)}`;
    };
    validateInputValue(given[name], type, tell, true);
    return refused;
  }
}
