/**
 * What a schema promised to those who select a field, and another does not keep: an answer of another type, or none where
 * there was always one. Nobody's operation is refused for it, and every client that relies on it breaks.
 */
import type { GraphQLSchema, GraphQLType } from 'graphql';
import { graphql } from './libraries.ts';

/** By `Type.field`, of fields that both have: why. */
export function brokenPromises(base: GraphQLSchema, head: GraphQLSchema): ReadonlyMap<string, string> {
  const { isObjectType, isInterfaceType } = graphql();
  const broken = new Map<string, string>();
  for (const type of Object.values(head.getTypeMap())) {
    const was = base.getType(type.name);
    if (!(isObjectType(type) || isInterfaceType(type)) || !(isObjectType(was) || isInterfaceType(was))) continue;
    if (type.name.startsWith('__')) continue;
    const promised = was.getFields();
    for (const [name, { type: answers }] of Object.entries(type.getFields())) {
      const before = Object.hasOwn(promised, name) ? promised[name]?.type : undefined;
      if (before === undefined || isKept(head, before, answers)) continue;
      broken.set(`${type.name}.${name}`, `${type.name}.${name} answers ${answers} where ${before} was promised`);
    }
  }
  return broken;
}

function isKept(head: GraphQLSchema, promised: GraphQLType, answers: GraphQLType): boolean {
  const { parseType, typeFromAST, isTypeSubTypeOf } = graphql();
  if (String(promised) === String(answers)) return true;
  const known = typeFromAST(head, parseType(String(promised)) as Parameters<typeof typeFromAST>[1]);
  return known !== undefined && isTypeSubTypeOf(head, answers, known as typeof answers);
}
