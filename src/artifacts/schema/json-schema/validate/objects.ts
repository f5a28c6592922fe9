/** Keywords that judge objects. */
import { isObject, isSchema, type JsonObject, own, strings } from '../keywords.ts';
import type { ToTest } from '../pattern.ts';
import type { Inner } from './lists.ts';
import { type Check, fail, inside } from './state.ts';
import { limits } from './values.ts';

type Values = Readonly<Record<string, unknown>>;

/** For objects only. */
export function objectChecks(schema: JsonObject, inner: Inner, toTest: ToTest): Check[] {
  return [
    ...sizeChecks(schema),
    ...requiredChecks(schema),
    ...nameChecks(inner),
    ...memberChecks(schema, inner, toTest),
    ...dependencyChecks(schema, inner),
  ];
}

function sizeChecks(schema: JsonObject): Check[] {
  const { maxProperties, minProperties } = limits(schema, 'Properties');
  const checks: Check[] = [];
  if (maxProperties !== undefined) {
    const message = `must NOT have more than ${maxProperties} properties`;
    checks.push((value, state) => Object.keys(value as Values).length <= maxProperties || fail(state, message));
  }
  if (minProperties !== undefined) {
    const message = `must NOT have fewer than ${minProperties} properties`;
    checks.push((value, state) => Object.keys(value as Values).length >= minProperties || fail(state, message));
  }
  return checks;
}

function requiredChecks(schema: JsonObject): Check[] {
  const names = strings(own(schema, 'required'));
  if (names.length === 0) return [];
  return [
    (value, state) => {
      for (const name of names) {
        if (!Object.hasOwn(value as Values, name)) return fail(state, `must have required property '${name}'`);
      }
      return true;
    },
  ];
}

function nameChecks(inner: Inner): Check[] {
  const names = inner('propertyNames');
  if (!names) return [];
  return [
    (value, state) => {
      for (const name of Object.keys(value as Values)) {
        if (!names.check(name, state, undefined)) return fail(state, 'property name must be valid');
      }
      return true;
    },
  ];
}

function memberChecks(schema: JsonObject, inner: Inner, toTest: ToTest): Check[] {
  const declared = namesOf(schema, 'properties');
  const named = new Map(declared.flatMap((name) => inEach(name, inner('properties', name))));
  const patterns = namesOf(schema, 'patternProperties').flatMap((pattern) => {
    const regExp = toTest(pattern);
    const judge = inner('patternProperties', pattern);
    return regExp && judge ? [{ regExp, judge }] : [];
  });
  const others = inner('additionalProperties');
  if (named.size === 0 && patterns.length === 0 && !others) return [];
  const isClosed = own(schema, 'additionalProperties') === false;
  if (patterns.length === 0 && !others) return [declaredOnly([...named])];
  const check: Check = (value, state, seen) => {
    const members = value as Values;
    for (const name of Object.keys(members)) {
      const judge = named.get(name);
      let known = judge !== undefined;
      if (judge && !inside(judge.check, members[name], name, state)) return false;
      for (const pattern of patterns) {
        if (!pattern.regExp.test(name)) continue;
        known = true;
        if (!inside(pattern.judge.check, members[name], name, state)) return false;
      }
      if (!known && others) {
        if (isClosed) return fail(state, 'must NOT have additional properties');
        if (!inside(others.check, members[name], name, state)) return false;
      }
      if (known || others) seen?.names.add(name);
    }
    return true;
  };
  return [check];
}

function declaredOnly(named: readonly (readonly [string, { readonly check: Check }])[]): Check {
  return (value, state, seen) => {
    const members = value as Values;
    for (const [name, judge] of named) {
      const member = members[name];
      // What an object inherits is no member of it.
      if (member === undefined || !Object.hasOwn(members, name)) continue;
      if (!inside(judge.check, member, name, state)) return false;
      seen?.names.add(name);
    }
    return true;
  };
}

function dependencyChecks(schema: JsonObject, inner: Inner): Check[] {
  return (['dependentRequired', 'dependencies', 'dependentSchemas'] as const).flatMap((keyword) =>
    namesOf(schema, keyword).flatMap((trigger): Check[] => {
      const map = own(schema, keyword);
      const demand = isObject(map) ? map[trigger] : undefined;
      if (Array.isArray(demand) && keyword !== 'dependentSchemas') return [namesBeside(trigger, strings(demand))];
      const judge = isSchema(demand) && keyword !== 'dependentRequired' ? inner(keyword, trigger) : undefined;
      if (!judge) return [];
      return [(value, state, seen) => !Object.hasOwn(value as Values, trigger) || judge.check(value, state, seen)];
    }),
  );
}

function namesBeside(trigger: string, names: readonly string[]): Check {
  const list = names.join(', ');
  const message = `must have ${names.length === 1 ? 'property' : 'properties'} ${list} when property ${trigger} is present`;
  return (value, state) => {
    if (!Object.hasOwn(value as Values, trigger)) return true;
    return names.every((name) => Object.hasOwn(value as Values, name)) || fail(state, message);
  };
}

/** After all others of the same schema. */
export function unevaluatedPropertiesCheck(schema: JsonObject, inner: Inner): Check | undefined {
  const others = inner('unevaluatedProperties');
  if (!others) return undefined;
  const isClosed = own(schema, 'unevaluatedProperties') === false;
  return (value, state, seen) => {
    if (!seen || seen.allNames) return true;
    for (const name of Object.keys(value as Values)) {
      if (seen.names.has(name)) continue;
      if (isClosed) return fail(state, 'must NOT have unevaluated properties');
      if (!inside(others.check, (value as Values)[name], name, state)) return false;
    }
    seen.allNames = true;
    return true;
  };
}

function namesOf(schema: JsonObject, keyword: string): string[] {
  const map = own(schema, keyword);
  return isObject(map) ? Object.keys(map) : [];
}

function inEach<T>(name: string, found: T | undefined): [string, T][] {
  return found === undefined ? [] : [[name, found]];
}
