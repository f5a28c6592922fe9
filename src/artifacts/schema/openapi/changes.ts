/** What differs between two documents, operation by operation. The directions are those of who calls. */
import { equal } from '../../../document/equal.ts';
import { toPointer } from '../../../document/pointer.ts';
import type { Compatibility } from '../../engine.ts';
import { siteOf } from '../json-schema/blend/site.ts';
import { type Effect, swap } from '../json-schema/diff/effects.ts';
import { type Finding, onlyDescribes } from '../json-schema/diff/finding.ts';
import { kindOf } from '../json-schema/diff/kinds.ts';
import { isObject, own } from '../json-schema/keywords.ts';
import { keyOf, type Place } from '../json-schema/library.ts';
import { comparing } from './comparing.ts';
import type { Direction, Document } from './document.ts';
import { type Content, type Operation, operationsOf, type Parameter, type Response } from './operations.ts';
import { pathKey } from './path-key.ts';

export interface Change {
  readonly change: string;
  readonly message: string;
  /** `GET /users/{id}`; empty for what concerns the document. */
  readonly operation: string;
  /** Where it stands, in head, or in base for what is gone. */
  readonly place: Place;
  readonly pointer: string;
  /** What it is about on either side, as `file#pointer`; not where it was added, or is gone. */
  readonly spots: Readonly<Record<'base' | 'head', string | undefined>>;
  /** The place in head whose lines are shown. */
  readonly shown: Place;
  readonly compatibility: Compatibility;
  /** Head newly takes calls that base refuses; undefined where only traffic tells. */
  readonly accepts: boolean | undefined;
  /** Head newly refuses calls, or answers what base did not promise. */
  readonly rejects: boolean | undefined;
  /** As of an edit. */
  readonly describes?: true;
}

export function changesBetween(base: Document, head: Document): Change[] {
  const [before, after] = [byKey(operationsOf(base)), byKey(operationsOf(head))];
  const changes: Change[] = [];
  const compared = { request: comparing(base, head, 'request'), response: comparing(base, head, 'response') };
  const root = head.libraries.request.root;

  for (const [key, operation] of after) {
    const was = before.get(key);
    if (was) compareOperations(was, operation);
    else
      tell('api-added', operation, { head: operation.place }, operation.place, 'safe', `${named(operation)} was added`);
  }
  for (const [key, operation] of before) {
    if (after.has(key)) continue;
    const shown = at(root, ['paths', operation.path]) ?? at(root, ['paths']) ?? root;
    tell('api-removed', operation, { base: operation.place }, shown, 'breaking', `${named(operation)} was removed`);
  }
  return changes;

  function tell(
    change: string,
    operation: Operation,
    { key, accepts = false, ...sides }: Sides,
    shown: Place,
    compatibility: Compatibility,
    message: string,
  ): void {
    const whole = change.startsWith('api-');
    const place = sides.head ?? sides.base ?? operation.place;
    const below = key === undefined ? '' : toPointer([key]);
    changes.push({
      change,
      message,
      operation: whole ? '' : named(operation),
      place,
      pointer: place.pointer,
      spots: { base: sides.base && keyOf(sides.base) + below, head: sides.head && keyOf(sides.head) + below },
      shown,
      compatibility,
      accepts: accepts || ACCEPTING.test(change),
      rejects: compatibility === 'breaking',
      ...(change === 'annotation-changed' && DESCRIBING.has(key ?? '') && { describes: true }),
    });
  }

  function compareOperations(was: Operation, is: Operation): void {
    compareParameters(was, is);
    compareBodies(was, is);
    for (const [status, response] of is.responses) {
      const former = was.responses.get(status);
      if (former) compareResponses(is, status, former, response);
      else tell('response-added', is, { head: response.place }, response.place, 'safe', `response ${status} was added`);
    }
    for (const [status, response] of was.responses) {
      if (is.responses.has(status)) continue;
      const level = /^2/.test(status) ? 'breaking' : 'safe';
      tell('response-removed', is, { base: response.place }, is.place, level, `response ${status} was removed`);
    }
    compareRest(was, is);
  }

  function compareParameters(was: Operation, is: Operation): void {
    const [names, formerNames] = [namesOfPath(is), namesOfPath(was)];
    for (const parameter of is.parameters) {
      const former = was.parameters.find((one) => isSame(one, parameter, formerNames, names));
      const what = `${parameter.in} parameter ${parameter.name}`;
      if (!former) {
        const [level, kind] = parameter.required ? (['breaking', 'required '] as const) : (['safe', ''] as const);
        tell('parameter-added', is, { head: parameter.place }, parameter.place, level, `${kind}${what} was added`);
        continue;
      }
      const required = { base: former.place, head: parameter.place, key: 'required' };
      if (!former.required && parameter.required)
        tell('parameter-required', is, required, parameter.place, 'breaking', `${what} is now required`);
      if (former.required && !parameter.required)
        tell('parameter-optional', is, required, parameter.place, 'safe', `${what} is now optional`);
      compareSlots('request', is, what, former.schema, parameter.schema);
    }
    for (const parameter of was.parameters) {
      if (is.parameters.some((one) => isSame(parameter, one, formerNames, names))) continue;
      const message = `${parameter.in} parameter ${parameter.name} was removed`;
      tell('parameter-removed', is, { base: parameter.place }, is.place, 'risky', message);
    }
  }

  function compareBodies(was: Operation, is: Operation): void {
    const [former, body] = [was.body, is.body];
    if (!former && body) {
      const [level, kind] = body.required ? (['breaking', 'required '] as const) : (['safe', ''] as const);
      tell('request-body-added', is, { head: body.place }, body.place, level, `${kind}request body was added`);
    }
    if (former && !body)
      tell('request-body-removed', is, { base: former.place }, is.place, 'breaking', 'request body was removed');
    if (!former || !body) return;
    const required = { base: former.place, head: body.place, key: 'required' };
    if (!former.required && body.required)
      tell('request-body-required', is, required, body.place, 'breaking', 'request body is now required');
    if (former.required && !body.required)
      tell('request-body-optional', is, required, body.place, 'safe', 'request body is now optional');
    compareContent('request', is, 'request', former.content, body.content, body.place);
  }

  function compareResponses(is: Operation, status: string, was: Response, response: Response): void {
    const what = `response ${status}`;
    compareContent('response', is, what, was.content, response.content, response.place);
    for (const [name, header] of response.headers) {
      const former = was.headers.get(name);
      if (!former) {
        tell(
          'response-header-added',
          is,
          { head: header.place, accepts: header.required },
          header.place,
          'safe',
          `${what} header ${header.name} was added`,
        );
        continue;
      }
      const required = { base: former.place, head: header.place, key: 'required' };
      if (former.required && !header.required) {
        const message = `${what} header ${header.name} is now optional`;
        tell('response-header-optional', is, required, header.place, 'breaking', message);
      }
      if (!former.required && header.required) {
        const message = `${what} header ${header.name} is now required`;
        tell('response-header-required', is, required, header.place, 'safe', message);
      }
      compareSlots('response', is, `${what} header ${header.name}`, former.schema, header.schema);
    }
    for (const [name, header] of was.headers) {
      if (response.headers.has(name)) continue;
      const level = header.required ? 'breaking' : 'risky';
      const message = `${what} header ${header.name} was removed`;
      tell('response-header-removed', is, { base: header.place }, response.place, level, message);
    }
  }

  function compareContent(
    direction: Direction,
    is: Operation,
    what: string,
    was: Content,
    content: Content,
    holder: Place,
  ): void {
    for (const [media, { place, schema }] of content) {
      const former = was.get(media);
      if (former) compareSlots(direction, is, `${what} body`, former.schema, schema);
      else tell(`${direction}-media-type-added`, is, { head: place }, place, 'safe', `${what} ${media} was added`);
    }
    for (const [media, { place }] of was) {
      if (content.has(media)) continue;
      tell(`${direction}-media-type-removed`, is, { base: place }, holder, 'breaking', `${what} ${media} was removed`);
    }
  }

  function compareSlots(
    direction: Direction,
    is: Operation,
    what: string,
    was: Place | undefined,
    schema: Place | undefined,
  ): void {
    if (!was || !schema) {
      const place = schema ?? was;
      if (!place) return;
      const narrows = schema !== undefined;
      const breaks = narrows === (direction === 'request');
      const message = `${what}: schema was ${narrows ? 'added' : 'removed'}`;
      const change = `${direction}-schema-${narrows ? 'added' : 'removed'}`;
      tell(
        change,
        is,
        schema ? { head: schema } : { base: place },
        schema ?? is.place,
        breaks ? 'breaking' : 'safe',
        message,
      );
      return;
    }
    for (const found of compared[direction](was, schema)) changes.push(changeOf(direction, is, what, found));
  }

  /** What else stands there describes, but for who may call. */
  function compareRest(was: Operation, is: Operation): void {
    const [from, to] = [was.place.schema, is.place.schema];
    if (!isObject(from) || !isObject(to)) return;
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      if (COMPARED.has(key) || equal(own(from, key), own(to, key))) continue;
      const isAdded = !Object.hasOwn(from, key);
      const verb = isAdded ? 'was added' : Object.hasOwn(to, key) ? 'is another' : 'was removed';
      const place = at(is.place, [key]);
      const level = RISKY.has(key) ? 'risky' : 'safe';
      const change = key === 'security' ? 'security-changed' : 'annotation-changed';
      tell(change, is, { base: was.place, head: is.place, key }, place ?? is.place, level, `${key} ${verb}`);
    }
  }
}

/** Where something stands; `key` where it is no more than this member of it. */
interface Sides {
  readonly base?: Place;
  readonly head?: Place;
  readonly key?: string;
  /** As of a change, where its name does not say so. */
  readonly accepts?: boolean;
}

const COMPARED: ReadonlySet<string> = new Set(['parameters', 'requestBody', 'responses', 'consumes', 'produces']);
const DESCRIBING: ReadonlySet<string> = new Set(['deprecated', 'description', 'externalDocs', 'summary', 'tags']);
const RISKY: ReadonlySet<string> = new Set(['security', 'servers', 'schemes', 'callbacks']);
const ACCEPTING =
  /^(api|parameter|request-body|request-media-type)-added$|^(parameter|request-body)-optional$|^request-schema-removed$|^response-header-required$/;

function changeOf(direction: Direction, is: Operation, what: string, found: Finding): Change {
  const { side, base, head, tokens } = found;
  const place = side === 'head' ? head : base;
  const lasting = side === 'head' ? tokens : tokens.slice(0, -1);
  const { accepts, rejects } = direction === 'request' ? found : swap(found);
  const site = siteOf(found);
  return {
    change: `${direction}-${found.change}`,
    message: found.message,
    operation: `${named(is)} ${what}`,
    place,
    pointer: place.pointer + toPointer(tokens),
    spots: { base: site.base.region, head: site.head.region },
    shown: { ...head, pointer: head.pointer + toPointer(lasting) },
    compatibility: weigh(direction, found, rejects),
    accepts: decided(accepts),
    rejects: decided(rejects),
    ...(onlyDescribes(found) && { describes: true }),
  };
}

/**
 * A property that is gone from an answer breaks who reads it, which nobody knows of one that was never sure to be there: where
 * it was required, that is a change of its own.
 */
function weigh(direction: Direction, { change }: Finding, rejects: Effect): Compatibility {
  if (change === 'property-removed') return 'risky';
  if (change === 'property-added') return direction === 'request' ? 'risky' : 'safe';
  if (rejects === 'yes') return 'breaking';
  return rejects === 'maybe' || kindOf(change).changesOutputs ? 'risky' : 'safe';
}

function decided(effect: Effect): boolean | undefined {
  return effect === 'maybe' ? undefined : effect === 'yes';
}

function named({ method, path }: Operation): string {
  return `${method} ${path}`;
}

function byKey(operations: readonly Operation[]): Map<string, Operation> {
  return new Map(operations.map((one) => [`${one.method} ${pathKey(one.path)}`, one]));
}

function namesOfPath({ path }: Operation): string[] {
  return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function isSame(was: Parameter, is: Parameter, before: readonly string[], after: readonly string[]): boolean {
  if (was.in !== is.in) return false;
  if (was.in === 'path') return before.indexOf(was.name) === after.indexOf(is.name) && before.includes(was.name);
  return was.in === 'header' ? was.name.toLowerCase() === is.name.toLowerCase() : was.name === is.name;
}

function at(place: Place, tokens: readonly string[]): Place | undefined {
  const value = tokens.reduce<unknown>(
    (inner, token) => (isObject(inner) ? own(inner, token) : undefined),
    place.schema,
  );
  return value === undefined ? undefined : { ...place, pointer: place.pointer + toPointer(tokens), schema: value };
}
