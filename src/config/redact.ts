/** What is wrong with what a recording redacts: a part of the record, an output or a segment would be gone. */
import { overlap } from '../document/overlap.ts';
import { pointerPattern, pointerTokens, toPointer } from '../document/pointer.ts';
import { items, member, members } from './loose.ts';
import { describe, type Mistake } from './mistake.ts';
import { envelopeParts } from './recordings.generated.ts';

const PARTS = ['time', 'weight', 'value', 'label', 'lacks'];

/** Of a recording by itself. */
export function redactMistakes(name: string, recording: unknown): Mistake[] {
  return items(member(recording, 'redact')).flatMap((one, index): Mistake[] => {
    const at = pointerIn(one);
    if (at === undefined) return [];
    const pointer = toPointer(['recordings', name, 'redact', index]);
    const part = partTaken(at, member(one, 'as') === 'hash', recording);
    return part === undefined
      ? []
      : [
          {
            pointer: typeof one === 'string' ? pointer : `${pointer}/at`,
            at: 'value',
            message: `redact takes away ${part}`,
            found: describe(at),
            expected: 'a pointer to what neither Weir nor a pipeline needs',
          },
        ];
  });
}

/** What of the record itself is gone with it, in words. */
function partTaken(at: string, isHashed: boolean, recording: unknown): string | undefined {
  const pattern = pointerTokens(at);
  const isAbove = (pointer: string): boolean => {
    const tokens = pointerTokens(pointer);
    return pattern.length <= tokens.length && overlap(tokens, pattern);
  };
  if (at === '') return 'the whole record';
  if (isAbove(placeOf(recording, 'input') ?? '')) return 'the input';
  const output = placeOf(recording, 'output');
  if (output !== undefined && output !== '' && isAbove(output)) return 'the output';
  const part = PARTS.find((one) => {
    const place = placeOf(recording, one);
    return place !== undefined && isTaken(pointerTokens(place), pattern);
  });
  if (part !== undefined) return `the ${part}`;
  const id = placeOf(recording, 'id');
  if (id === undefined || !isTaken(pointerTokens(id), pattern)) return undefined;
  if (!isHashed) return 'the id; `as: hash` keeps records apart';
  return member(recording, 'labels') === undefined ? undefined : 'the id, by which labels are joined';
}

/** Of a pipeline: places of its own that are redacted. `at`: where in weir.yml it stands. */
export function redactedMistakes(
  at: (...tokens: (string | number)[]) => string,
  pipeline: unknown,
  recording: unknown,
): Mistake[] {
  const redacted = items(member(recording, 'redact')).flatMap((one) => pointerIn(one) ?? []);
  if (redacted.length === 0) return [];
  const written = items(member(pipeline, 'steps')).flatMap((step) => asPointer(member(step, 'into')) ?? []);
  const isWritten = (place: string): boolean => written.some((into) => place === into || place.startsWith(`${into}/`));
  const input = placeOf(recording, 'input') ?? '';
  const output = placeOf(recording, 'output');
  const inDocument = (place: unknown): string | undefined => {
    const found = asPointer(place);
    return found === undefined || isWritten(found) ? undefined : input + found;
  };
  const inOutput = (place: unknown): string | undefined => {
    const found = asPointer(place);
    return found === undefined || output === undefined ? undefined : output + found;
  };
  return [
    ...members(member(pipeline, 'outputs')).flatMap(([name, own]) => [
      ...mistake(at('outputs', name, 'at'), `output "${name}"`, inDocument(member(own, 'at'))),
      ...mistake(at('outputs', name, 'recorded'), `output "${name}"`, inOutput(member(own, 'recorded'))),
    ]),
    ...items(member(pipeline, 'segments')).flatMap((segment, index) =>
      mistake(at('segments', index), 'a segment', inDocument(segment)),
    ),
    ...items(member(pipeline, 'steps')).flatMap((step, index) =>
      mistake(at('steps', index, 'from'), 'a step', fromRecord(member(step, 'from'), recording)),
    ),
  ];

  function mistake(place: string, what: string, raw: string | undefined): Mistake[] {
    const gone = raw !== undefined && redacted.find((one) => isTaken(pointerTokens(raw), pointerTokens(one)));
    if (!gone) return [];
    const message = `${what} stands where the recording is redacted`;
    const expected = `a pointer outside of ${gone} of a record`;
    return [{ pointer: place, at: 'value', message, expected }];
  }
}

/** All of the place, or a part of it. Whether a `*` below it stands for anything only the records say. */
function isTaken(place: readonly string[], pattern: readonly string[]): boolean {
  return overlap(place, pattern) && (pattern.length <= place.length || !pattern.includes('*'));
}

/** `from` of a recorded answer leads into `{ input, output, label, … }`, whatever a raw record calls these. */
function fromRecord(from: unknown, recording: unknown): string | undefined {
  const [part, ...inside] = asPointer(from) === undefined ? [] : pointerTokens(String(from));
  const place = part === undefined ? undefined : placeOf(recording, part);
  return place === undefined ? undefined : place + toPointer(inside);
}

/** Where the recording's records hold the part, by weir.yml or by their envelope. */
function placeOf(recording: unknown, part: string): string | undefined {
  const format = member(recording, 'format');
  const parts = typeof format === 'string' && Object.hasOwn(envelopeParts, format) ? envelopeParts[format] : undefined;
  const usual = new Map<string, unknown>(Object.entries(parts ?? { input: '' })).get(part);
  return asPointer(member(recording, part)) ?? asPointer(usual);
}

function pointerIn(one: unknown): string | undefined {
  return asPointer(typeof one === 'string' ? one : member(one, 'at'));
}

function asPointer(found: unknown): string | undefined {
  return typeof found === 'string' && pointerPattern.test(found) ? found : undefined;
}
