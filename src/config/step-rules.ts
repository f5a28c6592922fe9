/** What the JSON Schema of weir.yml cannot say of the steps of a pipeline and of its params: which engine reads what, and how. */
import { splitPart } from '../document/part.ts';
import { toPointer } from '../document/pointer.ts';
import { nearest } from '../nearest.ts';
import { bare, elsewhereMistake, isElsewhere } from './elsewhere.ts';
import { defaultEngine, enginesOf, hasReader, knownEngine, recorded } from './engines.ts';
import { member, members } from './loose.ts';
import { describe, type Mistake, oneOf } from './mistake.ts';
import { partMistake, pathMistake } from './paths.ts';
import { type StepKind, stepKinds } from './schema.ts';
import { readable, unreadFormat, unreadMessage } from './unread.ts';

export function paramsMistakes(pointer: string, params: unknown): Mistake[] {
  if (typeof params !== 'string') return [];
  const elsewhere = elsewhereMistakes(pointer, params);
  if (elsewhere.length > 0) return elsewhere;
  return unreadMistakes(pointer, 'params', bare(params)) ?? pathMistakes(pointer, bare(params));
}

function elsewhereMistakes(pointer: string, written: string): Mistake[] {
  const mistake = elsewhereMistake(written);
  return mistake ? [{ pointer, ...mistake }] : [];
}

export function pathMistakes(pointer: string, path: unknown): Mistake[] {
  const mistake = typeof path === 'string' ? pathMistake(path) : undefined;
  return mistake ? [{ pointer, ...mistake }] : [];
}

export function stepMistakes(pointer: string, step: unknown): Mistake[] {
  const [kind, another] = stepKinds.filter((name) => member(step, name) !== undefined);
  if (!kind || another) return [];
  const written = member(step, kind);
  if (typeof written !== 'string' || written === '') return [];
  const file = `${pointer}/${kind}`;
  const elsewhere = elsewhereMistakes(file, written);
  if (elsewhere.length > 0) return elsewhere;
  const path = bare(written);
  const part = splitPart(path);
  const engine = [
    ...engineMistakes(pointer, kind, part.file, member(step, 'engine')),
    ...optionMistakes(pointer, kind, part.file, step),
    ...endpointMistakes(pointer, kind, step),
    ...revisionsMistakes(pointer, step),
    ...members(member(step, 'vendored')).flatMap(([address, copy]) =>
      pathMistakes(pointer + toPointer(['vendored', address]), copy),
    ),
  ];
  if (kind === 'rules' && member(step, 'each') !== undefined && isElsewhere(written)) {
    const message = 'each is for rules of this repository: name the part of the file that is meant';
    return [{ pointer: `${pointer}/each`, at: 'key', message, found: describe(written), expected: 'no each' }];
  }
  if (kind === 'rules') return ofRules(pointer, step, path, engine);
  if (part.pointer !== undefined) {
    const message = `only rules are read from a part of a file, not a ${kind}`;
    return [
      { pointer: file, at: 'value', message, found: describe(path), expected: `a file that is a ${kind} as a whole` },
      ...engine,
    ];
  }
  return kind === 'model' ? ofModel(pointer, step, path, engine) : [...pathMistakes(file, path), ...engine];
}

/** @param others what is wrong with the step apart from its file */
function ofRules(pointer: string, step: unknown, path: string, others: readonly Mistake[]): Mistake[] {
  const each = member(step, 'each');
  if (each !== undefined) {
    const message = `no rule stands at ${describe(each)} of ${splitPart(path).file}`;
    const expected =
      'a pointer with one * in place of the names of rules in a mapping (in a list they have none), such as /rules/*/when';
    return [{ pointer: `${pointer}/each`, at: 'value', message, expected }];
  }
  const file = `${pointer}/rules`;
  const mistake = partMistake(path);
  return [
    ...(mistake ? [{ pointer: file, ...mistake }] : wholeMistakes(file, path, member(step, 'engine'))),
    ...others,
  ];
}

/** @param others what is wrong with the step apart from its file */
function ofModel(pointer: string, step: unknown, path: string, others: readonly Mistake[]): Mistake[] {
  const file = `${pointer}/model`;
  const from = member(step, 'from');
  const own = path === recorded ? [] : pathMistakes(file, path);
  const readsRecord = knownEngine(member(step, 'engine') ?? defaultEngine('model', path))?.readsRecord === true;
  if (readsRecord && from === undefined) {
    const expected = 'from: a pointer into the record, such as /output/score';
    return [
      { pointer: file, at: 'value', message: `"model: ${path}" does not say from where`, expected },
      ...own,
      ...others,
    ];
  }
  if (!readsRecord && from !== undefined) {
    const message = 'only "model: recorded", and files that say which model is deployed, read from a place';
    const found = `model: ${path}`;
    return [{ pointer: `${pointer}/from`, at: 'key', message, found, expected: 'no from' }, ...own, ...others];
  }
  return [...own, ...others];
}

/** The part of a file whose language has no pointers. */
function wholeMistakes(pointer: string, path: string, engine: unknown): Mistake[] {
  const part = splitPart(path);
  const known = knownEngine(engine ?? defaultEngine('rules', part.file));
  if (part.pointer === undefined || !known || known.parts) return [];
  const message = `${known.id} reads whole files`;
  return [{ pointer, at: 'value', message, found: describe(path), expected: part.file }];
}

/** What a step writes there no other step could read. */
export function intoParamsMistakes(pointer: string, into: unknown): Mistake[] {
  if (typeof into !== 'string' || !/^\/params(\/|$)/.test(into)) return [];
  const message = 'at /params the steps read the params of the pipeline, so nothing can be written there';
  return [{ pointer, at: 'value', message, found: describe(into), expected: 'another place' }];
}

function engineMistakes(pointer: string, kind: StepKind, path: string, engine: unknown): Mistake[] {
  const able = enginesOf(kind).map(({ id }) => id);
  const expected = oneOf(able);
  if (engine === undefined) {
    const unread = path === recorded ? undefined : unreadMistakes(`${pointer}/${kind}`, kind, path);
    if (unread) return unread;
    if (defaultEngine(kind, path) !== undefined) return [];
    const message = 'the extension does not say which engine reads this file';
    return [
      {
        pointer: `${pointer}/${kind}`,
        at: 'value',
        message,
        found: describe(path),
        expected: kind === 'model' ? readable.model : `engine: ${expected}`,
        nearest: kind === 'model' ? nearest(path, [recorded]) : undefined,
      },
    ];
  }
  if (typeof engine !== 'string' || engine === '' || able.includes(engine)) return [];
  const other = knownEngine(engine);
  const message = other ? `engine "${engine}" reads ${other.kind}, not ${kind}` : `unknown engine ${describe(engine)}`;
  return [{ pointer: `${pointer}/engine`, at: 'value', message, expected, nearest: nearest(engine, able) }];
}

/** What an engine that asks an endpoint cannot do without. */
function endpointMistakes(pointer: string, kind: StepKind, step: unknown): Mistake[] {
  const engine = knownEngine(member(step, 'engine'));
  if (!engine?.options.includes('endpoint') || engine.kind !== kind) return [];
  const found: Mistake[] = [];
  if (member(step, 'endpoint') === undefined) {
    const message = `${engine.id} asks an endpoint, and none is named`;
    found.push({ pointer: `${pointer}/engine`, at: 'value', message, expected: 'endpoint: https://…' });
  }
  const head = member(step, 'head');
  if (typeof head === 'string' && head.startsWith('$') && member(step, 'hosts') === undefined) {
    const message = 'a deployment may be anywhere';
    found.push({ pointer: `${pointer}/head`, at: 'value', message, expected: 'hosts: [those that it may have]' });
  }
  return found;
}

/** Keys that another engine of this kind has and this one has not. */
function optionMistakes(pointer: string, kind: StepKind, path: string, step: unknown): Mistake[] {
  const engine = knownEngine(member(step, 'engine') ?? defaultEngine(kind, path));
  if (!engine || engine.kind !== kind) return [];
  return members(step).flatMap(([key]): Mistake[] => {
    const owners = enginesOf(kind).filter(({ options }) => options.includes(key));
    if (owners.length === 0 || owners.includes(engine)) return [];
    const expected = `engine: ${oneOf(owners.map(({ id }) => id))}`;
    return [{ pointer: pointer + toPointer([key]), at: 'key', message: `${engine.id} has no "${key}"`, expected }];
  });
}

/** A format that has a name and no engine: naming some engine would not help. Undefined for any other path. */
function unreadMistakes(pointer: string, key: StepKind | 'params', path: unknown): Mistake[] | undefined {
  const format = typeof path === 'string' ? unreadFormat(path) : undefined;
  if (!format || hasReader(String(path))) return undefined;
  return [{ pointer, at: 'value', message: unreadMessage(format), found: describe(path), expected: readable[key] }];
}

/** A key that does nothing would be believed to do something. */
function revisionsMistakes(pointer: string, step: unknown): Mistake[] {
  const level = member(step, 'compatibility');
  if (member(step, 'revisions') === undefined || String(level).endsWith('_transitive')) return [];
  const message = 'earlier versions are looked at by a transitive compatibility alone';
  const expected = 'compatibility: backward_transitive, forward_transitive or full_transitive';
  return [{ pointer: `${pointer}/revisions`, at: 'key', message, expected }];
}
