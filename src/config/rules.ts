/**
 * The rules that JSON Schema can't say: names that lead nowhere, limits that make no sense, engines, owners, paths.
 * They read a weir.yml that may break the schema too, and keep silent about what the schema already objects to.
 */
import { splitPart } from '../document/part.ts';
import { toPointer } from '../document/pointer.ts';
import { nearest } from '../nearest.ts';
import { parseConfidence } from './confidence.ts';
import { bare, elsewhereMistake, isElsewhere } from './elsewhere.ts';
import { defaultEngine, enginesOf, hasReader, knownEngine, recorded } from './engines.ts';
import { type LimitScope, readLimit } from './limits.ts';
import { items, member, members } from './loose.ts';
import { describe, type Mistake, oneOf } from './mistake.ts';
import { monitorMistakes } from './monitor.ts';
import { isOutputKind, type OutputKind } from './output-kind.ts';
import { filesMistake, partMistake, pathMistake } from './paths.ts';
import { envelopeParts } from './recordings.generated.ts';
import { redactedMistakes, redactMistakes } from './redact.ts';
import { type StepKind, stepKinds } from './schema.ts';
import { readable, unreadFormat, unreadMessage } from './unread.ts';
import { judgeMistakes, windowMistakes } from './window.ts';

/** Everything that is wrong by these rules. */
export function ruleMistakes(weirYml: unknown): Mistake[] {
  const recordings = member(weirYml, 'recordings');
  return [
    ...members(recordings).flatMap(([name, recording]) => recordingMistakes(name, recording)),
    ...members(member(weirYml, 'pipelines')).flatMap(([name, pipeline]) =>
      pipelineMistakes(['pipelines', name], pipeline, recordings),
    ),
    ...pathMistakes('/accepted', member(weirYml, 'accepted')),
    ...items(member(weirYml, 'ignore')).flatMap((waiver, index) => dateMistakes(['ignore', index, 'until'], waiver)),
    ...confidenceMistakes(member(member(weirYml, 'defaults'), 'confidence')),
  ];
}

/** A day that no calendar has. */
function dateMistakes(tokens: readonly (string | number)[], waiver: unknown): Mistake[] {
  const until = member(waiver, 'until');
  if (typeof until !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(until)) return [];
  const day = new Date(`${until}T00:00:00Z`);
  if (!Number.isNaN(day.getTime()) && day.toISOString().startsWith(until)) return [];
  return [
    {
      pointer: toPointer(tokens),
      at: 'value',
      message: 'no calendar has such a day',
      expected: 'a date, such as 2027-01-01',
    },
  ];
}

function recordingMistakes(name: string, recording: unknown): Mistake[] {
  const files = member(recording, 'files');
  const mistake = typeof files === 'string' ? filesMistake(files) : undefined;
  return [
    ...(mistake ? [{ pointer: toPointer(['recordings', name, 'files']), ...mistake }] : []),
    ...labelsMistakes(name, recording),
    ...windowMistakes(name, recording),
    ...redactMistakes(name, recording),
  ];
}

/** Outcomes that are joined need an id to be joined by, and a place of their own. */
function labelsMistakes(name: string, recording: unknown): Mistake[] {
  const labels = member(recording, 'labels');
  if (labels === undefined) return [];
  const at = (...tokens: string[]) => toPointer(['recordings', name, ...tokens]);
  const files = member(labels, 'files');
  const mistake = typeof files === 'string' ? filesMistake(files) : undefined;
  const found: Mistake[] = mistake ? [{ pointer: at('labels', 'files'), ...mistake }] : [];
  if (member(recording, 'label') !== undefined) {
    const message = 'labels come from the records, or from a table beside them';
    found.push({ pointer: at('label'), at: 'key', message, expected: 'label or labels, not both' });
  }
  if (member(recording, 'id') === undefined && usualParts(recording)?.id === undefined) {
    const message = 'labels are joined by id, and this recording has none';
    const expected = 'id, a pointer to what tells a record from others';
    found.push({ pointer: at('labels'), at: 'key', message, expected });
  }
  return found;
}

function usualParts(recording: unknown): (typeof envelopeParts)[string] | undefined {
  const format = member(recording, 'format');
  return typeof format === 'string' ? envelopeParts[format] : undefined;
}

function pipelineMistakes(path: readonly string[], pipeline: unknown, recordings: unknown): Mistake[] {
  const at = (...tokens: (string | number)[]) => toPointer([...path, ...tokens]);
  const params = member(pipeline, 'params');
  const recording = member(pipeline, 'recording');
  const named = typeof recording === 'string' ? member(recordings, recording) : undefined;
  return [
    ...items(member(pipeline, 'owners')).flatMap((owner, index) => ownerMistakes(at('owners', index), owner)),
    ...recordingNameMistakes(at('recording'), recording, recordings),
    ...paramsMistakes(at('params'), params),
    ...items(member(pipeline, 'steps')).flatMap((step, index) => [
      ...stepMistakes(at('steps', index), step),
      ...(params === undefined ? [] : intoParamsMistakes(at('steps', index, 'into'), member(step, 'into'))),
    ]),
    ...members(member(pipeline, 'outputs')).flatMap(([name, output]) =>
      toleranceMistakes(at('outputs', name, 'tolerance'), output),
    ),
    ...repeated(items(member(pipeline, 'segments'))).map(
      ([index, segment]): Mistake => ({
        pointer: at('segments', index),
        at: 'value',
        message: 'a segment that stands twice',
        found: describe(segment),
      }),
    ),
    ...judgeMistakes(at('judge'), pipeline, named),
    ...limitMistakes(at('limits'), pipeline, scopeOf(pipeline, named)),
    ...monitorMistakes(at('monitor'), member(pipeline, 'monitor'), scopeOf(pipeline, named)),
    ...redactedMistakes(at, pipeline, named),
  ];
}

function ownerMistakes(pointer: string, owner: unknown): Mistake[] {
  if (typeof owner !== 'string' || /^@[\w.-]+(\/[\w.-]+)?$/.test(owner) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(owner))
    return [];
  const meant = /^[\w.-]+(\/[\w.-]+)?$/.test(owner) ? `@${owner}` : undefined;
  const expected = '@user, @org/team or an e-mail address';
  return [{ pointer, at: 'value', message: 'not an owner', found: describe(owner), expected, nearest: meant }];
}

function recordingNameMistakes(pointer: string, name: unknown, recordings: unknown): Mistake[] {
  const names = members(recordings).map(([key]) => key);
  if (typeof name !== 'string' || name === '' || names.includes(name)) return [];
  const expected = names.length > 0 ? oneOf(names) : 'a name under recordings';
  const message = `there is no recording ${describe(name)}`;
  return [{ pointer, at: 'value', message, expected, nearest: nearest(name, names) }];
}

function paramsMistakes(pointer: string, params: unknown): Mistake[] {
  if (typeof params !== 'string') return [];
  const elsewhere = elsewhereMistakes(pointer, params);
  if (elsewhere.length > 0) return elsewhere;
  return unreadMistakes(pointer, 'params', bare(params)) ?? pathMistakes(pointer, bare(params));
}

function elsewhereMistakes(pointer: string, written: string): Mistake[] {
  const mistake = elsewhereMistake(written);
  return mistake ? [{ pointer, ...mistake }] : [];
}

function pathMistakes(pointer: string, path: unknown): Mistake[] {
  const mistake = typeof path === 'string' ? pathMistake(path) : undefined;
  return mistake ? [{ pointer, ...mistake }] : [];
}

function stepMistakes(pointer: string, step: unknown): Mistake[] {
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
  ];
  const each = member(step, 'each');
  if (kind === 'rules' && each !== undefined && isElsewhere(written)) {
    const message = 'each is for rules of this repository: name the part of the file that is meant';
    return [{ pointer: `${pointer}/each`, at: 'key', message, found: describe(written), expected: 'no each' }];
  }
  if (kind === 'rules' && each !== undefined) {
    const message = `no rule stands at ${describe(each)} of ${part.file}`;
    const expected =
      'a pointer with one * in place of the names of rules in a mapping (in a list they have none), such as /rules/*/when';
    return [{ pointer: `${pointer}/each`, at: 'value', message, expected }];
  }
  if (kind === 'rules') {
    const mistake = partMistake(path);
    return [
      ...(mistake ? [{ pointer: file, ...mistake }] : wholeMistakes(file, path, member(step, 'engine'))),
      ...engine,
    ];
  }
  if (part.pointer !== undefined) {
    const message = `only rules are read from a part of a file, not a ${kind}`;
    return [
      { pointer: file, at: 'value', message, found: describe(path), expected: `a file that is a ${kind} as a whole` },
      ...engine,
    ];
  }
  if (kind !== 'model') return [...pathMistakes(file, path), ...engine];
  const from = member(step, 'from');
  const own = path === recorded ? [] : pathMistakes(file, path);
  const readsRecord = knownEngine(member(step, 'engine') ?? defaultEngine(kind, path))?.readsRecord === true;
  if (readsRecord && from === undefined) {
    const expected = 'from: a pointer into the record, such as /output/score';
    return [
      { pointer: file, at: 'value', message: `"model: ${path}" does not say from where`, expected },
      ...own,
      ...engine,
    ];
  }
  if (!readsRecord && from !== undefined) {
    const message = 'only "model: recorded", and files that say which model is deployed, read from a place';
    const found = `model: ${path}`;
    return [{ pointer: `${pointer}/from`, at: 'key', message, found, expected: 'no from' }, ...own, ...engine];
  }
  return [...own, ...engine];
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
function intoParamsMistakes(pointer: string, into: unknown): Mistake[] {
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

function toleranceMistakes(pointer: string, output: unknown): Mistake[] {
  const kind = member(output, 'kind');
  if (member(output, 'tolerance') === undefined || !isOutputKind(kind)) return [];
  if (kind === 'number' || kind === 'probability') return [];
  return [{ pointer, at: 'key', message: `a ${kind} has no tolerance`, expected: 'kind number or probability' }];
}

function scopeOf(pipeline: unknown, recording: unknown): LimitScope {
  const outputs = members(member(pipeline, 'outputs')).map(([name, output]): [string, OutputKind | undefined] => {
    const kind = member(output, 'kind');
    return [name, isOutputKind(kind) ? kind : undefined];
  });
  return { outputs: new Map(outputs), hasLabels: hasLabels(recording) };
}

function limitMistakes(pointer: string, pipeline: unknown, scope: LimitScope): Mistake[] {
  return members(member(pipeline, 'limits')).flatMap(([key, value]) => {
    const limit = readLimit(key, value, scope);
    return limit && 'mistake' in limit ? [{ pointer: pointer + toPointer([key]), ...limit.mistake }] : [];
  });
}

/** Undefined where the recording is not known. */
function hasLabels(recording: unknown): boolean | undefined {
  if (recording === undefined) return undefined;
  return [member(recording, 'label'), member(recording, 'labels'), usualParts(recording)?.label].some(
    (one) => one !== undefined,
  );
}

function confidenceMistakes(confidence: unknown): Mistake[] {
  if (typeof confidence !== 'string' && typeof confidence !== 'number') return [];
  const amount = parseConfidence(confidence);
  if (amount === undefined || (amount >= 0.5 && amount < 1)) return [];
  const meant = typeof confidence === 'number' && amount >= 50 && amount < 100 ? `${amount}%` : undefined;
  return [
    {
      pointer: '/defaults/confidence',
      at: 'value',
      message: 'a confidence that decides nothing',
      found: describe(confidence),
      expected: 'from 50% to below 100%, such as 99%',
      nearest: meant,
    },
  ];
}

/** Items that stand in the list before, with their index. */
function repeated(list: readonly unknown[]): [number, unknown][] {
  return list.flatMap((item, index): [number, unknown][] =>
    typeof item === 'string' && list.indexOf(item) < index ? [[index, item]] : [],
  );
}
