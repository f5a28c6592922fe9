/** Whether an operation has to give an input, in one version of a schema. */
import type { GraphQLSchema } from 'graphql';
import { fieldsOf, inputsOf, isRequired } from './small-operation.ts';

/** @param path `Filter.first`, `User.posts.first`, `auth.role` or `@auth.role` of a directive */
export function isRequiredAt(schema: GraphQLSchema, path: string): boolean {
  const [holder = '', member = '', argument] = path.split('.');
  const type = schema.getType(holder);
  const args = type ? fieldsOf(type)[member]?.args : schema.getDirective(holder.replace(/^@/, ''))?.args;
  const input = args?.find(({ name }) => name === (type ? argument : member)) ?? inputsOf(type)[member];
  return input !== undefined && isRequired(input);
}
