/**
 * The rules that JSON Schema can't say: names that lead nowhere, limits that make no sense, engines, owners, paths.
 * They read a weir.yml that may break the schema too, and keep silent about what the schema already objects to.
 */
import { toPointer } from '../document/pointer.ts';
import { nearest } from '../nearest.ts';
import { parseConfidence } from './confidence.ts';
import { type LimitScope, readLimit } from './limits.ts';
import { items, member, members } from './loose.ts';
import { describe, type Mistake, oneOf } from './mistake.ts';
import { monitorMistakes } from './monitor.ts';
import { isOutputKind, type OutputKind } from './output-kind.ts';
import { filesMistake } from './paths.ts';
import { envelopeParts } from './recordings.generated.ts';
import { redactedMistakes, redactMistakes } from './redact.ts';
import { intoParamsMistakes, paramsMistakes, pathMistakes, stepMistakes } from './step-rules.ts';
import { tableMistakes } from './table.ts';
import { judgeMistakes, windowMistakes } from './window.ts';

/** Everything that is wrong by these rules. */
export function ruleMistakes(weirYml: unknown): Mistake[] {
  const recordings = member(weirYml, 'recordings');
  return [
    ...absenceMistakes(weirYml),
    ...members(recordings).flatMap(([name, recording]) => recordingMistakes(name, recording)),
    ...members(member(weirYml, 'pipelines')).flatMap(([name, pipeline]) =>
      pipelineMistakes(['pipelines', name], pipeline, recordings),
    ),
    ...pathMistakes('/accepted', member(weirYml, 'accepted')),
    ...items(member(weirYml, 'ignore')).flatMap((waiver, index) => dateMistakes(['ignore', index, 'until'], waiver)),
    ...confidenceMistakes(member(member(weirYml, 'defaults'), 'confidence')),
  ];
}

/** A repository that only others read needs neither traffic nor pipelines. */
function absenceMistakes(weirYml: unknown): Mistake[] {
  if (typeof weirYml !== 'object' || weirYml === null || Array.isArray(weirYml)) return [];
  const keys = Object.keys(weirYml);
  const needed = keys.includes('consumers') && !keys.includes('pipelines') ? [] : ['recordings', 'pipelines'];
  return needed
    .filter((name) => !keys.some((key) => key === name || nearest(key, [name]) !== undefined))
    .map((name) => ({ pointer: '', at: 'key', message: `weir.yml has no "${name}"` }));
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
    ...tableMistakes(name, recording),
    ...labelsMistakes(name, recording),
    ...windowMistakes(name, recording),
    ...redactMistakes(name, recording),
    ...avroMistakes(name, recording),
  ];
}

/** Schemas of messages lie where recordings do. */
function avroMistakes(name: string, recording: unknown): Mistake[] {
  const avro = member(recording, 'avro');
  const ids = members(member(avro, 'ids')).map(([id, files]) => [['ids', id], files] as const);
  const others = ['registry', 'schemas'].map((key) => [[key], member(avro, key)] as const);
  return [...ids, ...others].flatMap(([tokens, files]): Mistake[] => {
    const mistake = typeof files === 'string' ? filesMistake(files) : undefined;
    return mistake ? [{ pointer: toPointer(['recordings', name, 'avro', ...tokens]), ...mistake }] : [];
  });
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
      ...members(member(step, 'related')).flatMap(([table, name]) =>
        recordingNameMistakes(at('steps', index, 'related', table), name, recordings),
      ),
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
