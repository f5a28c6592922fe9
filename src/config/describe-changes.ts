/** What head's weir.yml would change, in words: shown with a pull request, not in force until it is merged. */
import type { Config, LimitConfig, OutputConfig, PipelineConfig, RecordingConfig } from './config.ts';
import { quoted, sortedText } from './setting-text.ts';
import { stepChanges } from './step-changes.ts';

/**
 * One phrase a change (`pipeline "x": limit tier.changed 1% became 5%`), in the order of base and then of what head adds.
 * Formatting, comments and the order of keys are no changes; the order of steps is. Empty where both mean the same.
 */
export function describeChanges(base: Config, head: Config): string[] {
  return [
    ...compareSettings(settingsOf(base), settingsOf(head)),
    ...compare(base.recordings, head.recordings, {
      added: ({ name, files }) => [`recording "${name}" (${files}) added`],
      removed: ({ name }) => [`recording "${name}" removed`],
      both: (from, to) =>
        prefixed(`recording "${from.name}"`, compareSettings(recordingSettings(from), recordingSettings(to))),
    }),
    ...compare(byName(base.pipelines), byName(head.pipelines), {
      added: ({ name, owners }) => [
        `pipeline "${name}" added${owners.length > 0 ? `, owned by ${owners.join(', ')}` : ''}`,
      ],
      removed: ({ name }) => [`pipeline "${name}" removed: nothing would guard it any more`],
      both: (from, to) => prefixed(`pipeline "${from.name}"`, pipelineChanges(from, to)),
    }),
  ];
}

interface Phrases<T> {
  added(head: T): string[];
  removed(base: T): string[];
  both(base: T, head: T): string[];
}

function compare<T>(base: ReadonlyMap<string, T>, head: ReadonlyMap<string, T>, phrases: Phrases<T>): string[] {
  const kept = [...base].flatMap(([name, from]) => {
    const to = head.get(name);
    return to === undefined ? phrases.removed(from) : phrases.both(from, to);
  });
  const added = [...head].flatMap(([name, to]) => (base.has(name) ? [] : phrases.added(to)));
  return [...kept, ...added];
}

/** Names with their values as text; undefined: not set. */
type Settings = ReadonlyMap<string, string | undefined>;

function compareSettings(base: Settings, head: Settings): string[] {
  return [...new Set([...base.keys(), ...head.keys()])].flatMap((name) => {
    const from = base.get(name);
    const to = head.get(name);
    if (from === to) return [];
    if (from === undefined) return [`${name} ${to} added`];
    return to === undefined ? [`${name} ${from} removed`] : [`${name} ${from} became ${to}`];
  });
}

function settingsOf(config: Config): Settings {
  return new Map([
    // 0.999 × 100 is not the number 99.9.
    ['confidence', `${Number((config.confidence * 100).toPrecision(12))}%`],
    ['inconclusive', config.inconclusive],
    ...config.ignore.map(({ rule, artifact, until }): [string, string] => [
      `waiver of ${rule} in ${artifact}`,
      `until ${until}`,
    ]),
    ['examples', config.showExamples ? 'show' : 'hide'],
    ['ungoverned', config.ungoverned.toSorted().join(', ') || 'none'],
    ['config_changes', config.configChanges],
    ['accepted', config.accepted],
    ['visible_to_upstreams', config.visibleToUpstreams],
    ...config.consumers.map(({ repository, gate, answerWithin }): [string, string] => [
      `consumer ${repository}`,
      answerWithin === undefined ? gate : `${gate} (answer within ${answerWithin})`,
    ]),
  ]);
}

function recordingSettings(recording: RecordingConfig): Settings {
  const {
    name: _name,
    range: _range,
    files,
    format,
    input,
    output,
    label,
    id,
    time,
    weight,
    value,
    lacks: _lacks,
    ...own
  } = recording;
  const pointers = Object.entries({ input, output, label, id, time, weight, value });
  return new Map<string, string | undefined>([
    // Those of a table are its address, which is a key of its own.
    ['files', own.table === undefined ? files : undefined],
    ['format', format],
    ...pointers.map(([part, pointer]): [string, string | undefined] => [part, quoted(pointer)]),
    // Keys of one format or another.
    ...Object.entries(own).map(([key, found]): [string, string | undefined] => [key, settingText(found)]),
  ]);
}

function settingText(found: unknown): string | undefined {
  if (Array.isArray(found)) return found.map(itemText).toSorted().join(', ');
  if (typeof found === 'object' && found !== null) return sortedText(found);
  return found === undefined ? undefined : String(found);
}

function itemText(item: unknown): string {
  return typeof item === 'object' && item !== null ? sortedText(item) : String(item);
}

function pipelineChanges(base: PipelineConfig, head: PipelineConfig): string[] {
  return [
    ...compareSettings(pipelineSettings(base), pipelineSettings(head)),
    ...stepChanges(base.steps, head.steps),
    ...compare(byName(base.outputs), byName(head.outputs), {
      added: ({ name, kind, at }) => [`output "${name}" (${kind} at ${quoted(at)}) added`],
      removed: ({ name }) => [`output "${name}" removed`],
      both: (from, to) => prefixed(`output "${from.name}"`, compareSettings(outputSettings(from), outputSettings(to))),
    }),
    ...compare(limitsByKey(base), limitsByKey(head), {
      added: (limit) => [`limit ${limit.key} ${limitText(limit, head)} added`],
      removed: (limit) => [`limit ${limit.key} ${limitText(limit, base)} removed`],
      both: (from, to) =>
        sameLimit(from, to) ? [] : [`limit ${from.key} ${limitText(from, base)} became ${limitText(to, head)}`],
    }),
  ];
}

function pipelineSettings(pipeline: PipelineConfig): Settings {
  return new Map([
    ['owners', pipeline.owners.toSorted().join(', ') || 'none'],
    ['recording', pipeline.recording.name],
    ['params', pipeline.params],
    ['judge', pipeline.judge],
    ['monitor', monitorText(pipeline)],
    ['segments', pipeline.segments.toSorted().map(quoted).join(', ') || 'none'],
  ]);
}

function monitorText({ monitor }: PipelineConfig): string | undefined {
  if (!monitor) return undefined;
  const { limits, retrain, ...rest } = monitor;
  const success = Object.fromEntries(retrain?.success ?? []);
  return sortedText({
    ...rest,
    limits: Object.fromEntries(limits),
    ...(retrain && { retrain: { ...retrain, success } }),
  });
}

function outputSettings(output: OutputConfig): Settings {
  return new Map([
    ['at', quoted(output.at)],
    ['kind', output.kind],
    ['tolerance', String(output.tolerance)],
    ['recorded', quoted(output.recorded)],
  ]);
}

function sameLimit(a: LimitConfig, b: LimitConfig): boolean {
  return a.limit.kind === b.limit.kind && a.limit.amount === b.limit.amount;
}

function limitText(limit: LimitConfig, { limitsAreDefaults }: PipelineConfig): string {
  return limitsAreDefaults ? `${limit.text} (a default)` : limit.text;
}

function limitsByKey(pipeline: PipelineConfig): Map<string, LimitConfig> {
  return new Map(pipeline.limits.map((limit) => [limit.key, limit]));
}

function byName<T extends { readonly name: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((item) => [item.name, item]));
}

function prefixed(subject: string, phrases: readonly string[]): string[] {
  return phrases.map((phrase) => `${subject}: ${phrase}`);
}
