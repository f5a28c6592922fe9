/**
 * Says in words what JSON Schema finds wrong with a weir.yml: one mistake a place, in the terms of weir.yml and not of
 * its schema.
 */
import type { ErrorObject } from 'ajv/dist/2020.js';
import { compileRead, pointerTokens, toPointer } from '../document/pointer.ts';
import { either } from '../format/listed.ts';
import { nearest } from '../nearest.ts';
import { enginesOf, knownEngine, selected } from './engines.ts';
import { members } from './loose.ts';
import { describe, type Mistake, oneOf } from './mistake.ts';
import { type StepKind, stepKinds, type WeirSchema } from './schema.ts';

const types: Readonly<Record<string, string>> = {
  object: 'a map',
  array: 'a list',
  string: 'a text',
  number: 'a number',
};

/** Every place where the value breaks the schema. */
export function violations(weirYml: unknown, schema: WeirSchema): Mistake[] {
  // Which keys weir.yml cannot do without is told with the rules.
  const errors = schema.errors(weirYml).filter(({ schemaPath }) => !schemaPath.startsWith('#/anyOf/'));
  const outside = errors.filter((error) => stepPath(error.instancePath) === undefined);
  const wrongSteps = new Set(errors.flatMap((error) => stepPath(error.instancePath) ?? []));
  const inside = [...wrongSteps].flatMap((pointer) => step(pointer, compileRead(pointer)(weirYml), schema));
  return [...translate(outside), ...inside];
}

/** `steps` is a choice of three shapes; only the errors of the shape that was meant are of use. */
function step(pointer: string, value: unknown, schema: WeirSchema): Mistake[] {
  const keys = members(value).map(([key]) => key);
  const named = stepKinds.filter((kind) => keys.includes(kind));
  const [kind] = named;
  if (kind && named.length === 1) {
    const errors = schema.stepErrors(kind, value);
    return translate(
      errors.map((error) => ({ ...error, instancePath: pointer + error.instancePath })),
      kind,
    );
  }
  if (named.length > 1) {
    const message = `a step names one artifact, this one ${named.length}`;
    return [{ pointer, at: 'value', message, found: named.join(', '), expected: 'a step for each' }];
  }
  const expected = oneOf(stepKinds);
  for (const key of keys) {
    const meant = nearest(key, stepKinds);
    if (!meant) continue;
    return [
      {
        pointer: pointer + toPointer([key]),
        at: 'key',
        message: `unknown key ${describe(key)}`,
        expected,
        nearest: meant,
      },
    ];
  }
  const found = typeof value === 'object' && keys.length > 0 ? keys.join(', ') : describe(value);
  return [{ pointer, at: 'value', message: `${nameOf(pointer)} names no artifact`, found, expected }];
}

function translate(errors: readonly ErrorObject[], kind?: StepKind): Mistake[] {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  const meant = new Set(unknown.map((error) => error.instancePath + unknownKey(error, kind).nearest));
  // A misspelt key is one mistake, not also the absence of the right one.
  const isMisspelt = ({ keyword, instancePath, params }: ErrorObject) =>
    keyword === 'required' && meant.has(instancePath + params.missingProperty);
  // Which engine there is, and for what, is told with the rules.
  const isEngine = ({ keyword, instancePath }: ErrorObject) => keyword === 'enum' && instancePath.endsWith('/engine');
  return errors
    .filter((error) => !isMisspelt(error) && !isEngine(error))
    .flatMap((error) => mistake(error, kind) ?? []);
}

/** Undefined for an error that only sums up others. */
function mistake(error: ErrorObject, kind: StepKind | undefined): Mistake | undefined {
  const { instancePath: pointer, data, params, keyword } = error;
  const name = nameOf(pointer);
  const found = describe(data);
  if (error.propertyName !== undefined) {
    const key = error.propertyName;
    const message = `${describe(key)} can't be used as a name`;
    return { pointer: pointer + toPointer([key]), at: 'key', message, expected: ruleOf(error) };
  }
  switch (keyword) {
    case 'additionalProperties':
      return unknownKey(error, kind);
    case 'required':
      return { pointer, at: 'key', message: `${name} has no "${params.missingProperty}"`, expected: exampleOf(error) };
    case 'type':
      return wrongType(error);
    case 'enum': {
      const allowed = params.allowedValues.map(String);
      const meant = typeof data === 'string' ? nearest(data, allowed) : undefined;
      const expected = oneOf(allowed);
      return { pointer, at: 'value', message: `unknown value for ${name}`, found, expected, nearest: meant };
    }
    case 'const':
      return {
        pointer,
        at: 'value',
        message: `unknown value for ${name}`,
        found,
        expected: String(params.allowedValue),
      };
    case 'minItems':
    case 'minProperties':
      return { pointer, at: 'key', message: `${name} is empty`, expected: 'at least one' };
    case 'minLength':
      return { pointer, at: 'value', message: `${name} is empty`, found };
    case 'maxLength':
      return {
        ...{ pointer, at: 'value', message: `${name} is too long`, found },
        expected: `${error.params.limit} characters or less`,
      };
    case 'minimum':
      return error.params.limit === 0
        ? { pointer, at: 'value', message: `${name} can't be negative`, found, expected: '0 or more' }
        : { pointer, at: 'value', message: `${name} is too small`, found, expected: `${error.params.limit} or more` };
    case 'maximum':
      return {
        pointer,
        at: 'value',
        message: `${name} is too large`,
        found,
        expected: `${error.params.limit} or less`,
      };
    case 'format':
      return { pointer, at: 'value', message: `${name} is not a JSON Pointer`, found, ...pointerHint(data) };
    case 'pattern':
      return { pointer, at: 'value', message: `unusable value for ${name}`, found, expected: ruleOf(error) };
    case 'propertyNames':
    case 'anyOf':
      return undefined;
    default:
      throw new Error(`weir.schema.json uses "${keyword}", which has no words here yet`);
  }
}

function unknownKey(error: ErrorObject, kind: StepKind | undefined): Mistake {
  const key: string = error.params.additionalProperty;
  const allowed = Object.keys(error.parentSchema?.properties ?? {}).filter(isFor(error.data, kind));
  const isOfAnotherStep = kind !== undefined && ['into', 'from'].includes(key);
  const message = isOfAnotherStep ? `a ${kind} step has no "${key}"` : `unknown key ${describe(key)}`;
  return {
    pointer: error.instancePath + toPointer([key]),
    at: 'key',
    message,
    expected: oneOf(allowed),
    nearest: isOfAnotherStep ? undefined : nearest(key, allowed),
  };
}

/** Which keys a step may have: of those that only some engines know, the ones of its own. */
function isFor(step: unknown, kind: StepKind | undefined): (key: string) => boolean {
  if (kind === undefined) return () => true;
  const { engine: named, [kind]: path } = Object.fromEntries(members(step));
  const engine = knownEngine(named) ?? (typeof path === 'string' ? selected(kind, path) : undefined);
  if (!engine) return () => true;
  const others = new Set(enginesOf(kind).flatMap(({ options }) => options));
  return (key) => engine.options.includes(key) || !others.has(key);
}

function wrongType(error: ErrorObject): Mistake {
  const { instancePath: pointer, data } = error;
  const wanted = [error.params.type].flat().map((type) => types[type] ?? type);
  const place = { pointer, at: data === null && pointer !== '' ? 'key' : 'value' } as const;
  if (pointer === '') {
    const message = data === null ? 'weir.yml is empty' : 'weir.yml must be a map of keys';
    return { ...place, message, found: describe(data), expected: 'the keys version, recordings and pipelines' };
  }
  const message = data === null ? `${nameOf(pointer)} is empty` : `wrong type for ${nameOf(pointer)}`;
  const nearest = typeof data === 'string' && error.params.type === 'array' ? `[${JSON.stringify(data)}]` : undefined;
  return { ...place, message, found: describe(data), expected: either(wanted), nearest };
}

/** What a pointer into weir.yml is called: `pipeline "x"`, `step 2 of pipeline "x"`, `"kind"`. */
function nameOf(pointer: string): string {
  const [first, name, part, item, ...rest] = pointerTokens(pointer);
  if (first === undefined) return 'weir.yml';
  if (first === 'pipelines' && name !== undefined) {
    if (part === undefined) return `pipeline "${name}"`;
    if (part === 'steps' && item !== undefined && rest.length === 0)
      return `step ${Number(item) + 1} of pipeline "${name}"`;
    if (part === 'outputs' && item !== undefined && rest.length === 0) return `output "${item}"`;
    if (part === 'segments' && item !== undefined) return `segment ${Number(item) + 1}`;
    if (part === 'owners' && item !== undefined) return `owner ${Number(item) + 1}`;
    if (part === 'limits' && item !== undefined) return `the limit "${item}"`;
  }
  if (first === 'recordings' && name !== undefined && part === undefined) return `recording "${name}"`;
  return `"${pointerTokens(pointer).at(-1)}"`;
}

/** The description of the broken rule, as the end of a sentence. */
function ruleOf(error: ErrorObject): string | undefined {
  const description: unknown = error.parentSchema?.description;
  if (typeof description !== 'string') return undefined;
  return description.charAt(0).toLowerCase() + description.slice(1).replace(/\.$/, '');
}

function exampleOf(error: ErrorObject): string | undefined {
  const name: string = error.params.missingProperty;
  const example: unknown = error.parentSchema?.properties?.[name]?.examples?.[0];
  return typeof example === 'object' || example === undefined ? undefined : `a key such as ${name}: ${example}`;
}

function pointerHint(value: unknown): Pick<Mistake, 'expected' | 'nearest'> {
  const expected = '"" or a path that starts with /';
  if (typeof value !== 'string') return { expected };
  // The usual slips: no slash, a dotted path, a JSONPath's $, a URI fragment's #, a lone ~.
  const bare = value.replace(/^[#$]?[./]*/, '').replace(/~(?![01])/g, '~0');
  return { expected, nearest: `/${bare.includes('/') ? bare : bare.replaceAll('.', '/')}` };
}

/** The step that a pointer leads to or into. */
function stepPath(pointer: string): string | undefined {
  return /^\/pipelines\/[^/]*\/steps\/\d+(?=\/|$)/.exec(pointer)?.[0];
}
