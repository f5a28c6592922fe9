/** What differs in the parameters of an operation. */
import type { Comparison } from './change.ts';
import { compareSlots } from './compare-schemas.ts';
import type { Operation, Parameter } from './operations.ts';

export function compareParameters(comparison: Comparison, was: Operation, is: Operation): void {
  const [names, formerNames] = [namesOfPath(is), namesOfPath(was)];
  for (const parameter of is.parameters) {
    const former = was.parameters.find((one) => isSame(one, parameter, formerNames, names));
    const what = `${parameter.in} parameter ${parameter.name}`;
    if (!former) {
      const [level, kind] = parameter.required ? (['breaking', 'required '] as const) : (['safe', ''] as const);
      comparison.tell(
        'parameter-added',
        is,
        { head: parameter.place },
        parameter.place,
        level,
        `${kind}${what} was added`,
      );
      continue;
    }
    const required = { base: former.place, head: parameter.place, key: 'required' };
    if (!former.required && parameter.required)
      comparison.tell('parameter-required', is, required, parameter.place, 'breaking', `${what} is now required`);
    if (former.required && !parameter.required)
      comparison.tell('parameter-optional', is, required, parameter.place, 'safe', `${what} is now optional`);
    compareSlots(comparison, 'request', is, what, former.schema, parameter.schema);
  }
  for (const parameter of was.parameters) {
    if (is.parameters.some((one) => isSame(parameter, one, formerNames, names))) continue;
    const message = `${parameter.in} parameter ${parameter.name} was removed`;
    comparison.tell('parameter-removed', is, { base: parameter.place }, is.place, 'risky', message);
  }
}

function namesOfPath({ path }: Operation): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function isSame(was: Parameter, is: Parameter, before: readonly string[], after: readonly string[]): boolean {
  if (was.in !== is.in) return false;
  if (was.in === 'path') return before.indexOf(was.name) === after.indexOf(is.name) && before.includes(was.name);
  return was.in === 'header' ? was.name.toLowerCase() === is.name.toLowerCase() : was.name === is.name;
}
