/** Guesses by conventional names where the parts of a recorded request stand in its record. */

import type { RecordingConfig } from '../../config/config.ts';
import { isObject } from '../../document/is-object.ts';
import { compileRead, toPointer } from '../../document/pointer.ts';
import { compileRecord } from '../../recordings/record.ts';

export type Part = 'output' | 'label' | 'id' | 'time' | 'weight' | 'value';

export interface GuessedPart {
  readonly part: Part;
  readonly pointer: string;
  /** The name may as well mean something else, so a person should decide. */
  readonly sure: boolean;
}

/** Names without case and separators, the likeliest first. */
const names: Readonly<Record<Part, readonly string[]>> = {
  output: [
    'output',
    'outputs',
    'response',
    'result',
    'prediction',
    'predictions',
    'decision',
    'answer',
    'reply',
    'entscheidung',
    'ergebnis',
    'reponse',
    'resultat',
  ],
  label: ['label', 'labels', 'outcome', 'actual', 'groundtruth', 'truth', 'target', 'expected'],
  id: [
    'id',
    'recordid',
    'requestid',
    'eventid',
    'decisionid',
    'transactionid',
    'inferenceid',
    'traceid',
    'uuid',
    'key',
  ],
  time: [
    'time',
    'timestamp',
    'ts',
    'datetime',
    'date',
    'eventtime',
    'requesttime',
    'createdat',
    'occurredat',
    'receivedat',
    'zeitstempel',
    'zeitpunkt',
    'datum',
    'horodatage',
  ],
  weight: ['weight', 'sampleweight', 'samplingweight'],
  value: ['value', 'stake', 'amount', 'fare', 'price', 'revenue', 'premium', 'total'],
};
const inputs: readonly string[] = [
  'input',
  'inputs',
  'request',
  'features',
  'payload',
  'body',
  'event',
  'instance',
  'data',
];
/** The other names are too general to count without a look. */
const certain: readonly string[] = ['value', 'stake'];

/** By its name a member only tells one record from others, says when it came or what turned out to be right. */
export function isIncidentalName(name: string): boolean {
  const plain = nameAlone(name);
  if ([...names.id, ...names.time, ...names.label, ...names.weight].includes(plain)) return true;
  return (
    momentName.test(plain) ||
    germanMoment.test(plain) ||
    /([_-]|[a-z](?=[A-Z]))(id|ID|Id|uuid|guid|hash|at|ts|timestamp|date|time|Date|Time|At)$/.test(name) ||
    /^(e-?mail|phone|ip|name|first_?name|last_?name|address|user|customer|url)$/i.test(name)
  );
}

/** Places that hold an object in nearly every record, and so may be the request: conventional names, then the record itself. */
export function inputCandidates(records: readonly unknown[]): string[] {
  const members = memberNames(records)
    .filter((name) => holds(records, [name], isObject) >= 0.9 && !names.output.includes(nameAlone(name)))
    .sort((a, b) => rank(inputs, a) - rank(inputs, b));
  const conventional = members.filter((name) => inputs.includes(nameAlone(name)));
  const others = members.filter((name) => !inputs.includes(nameAlone(name)));
  // Loggers of web servers: { req: { body: … } }.
  const inner = insideEnvelopes(records).filter(
    (path) => inputs.includes(nameAlone(path.at(-1) ?? '')) && holds(records, path, isObject) >= 0.9,
  );
  const places = [...conventional.map((name) => [name]), [], ...others.map((name) => [name]), ...inner];
  return places.map((path) => toPointer(path));
}

/** All parts that are there, and that every record has in a form that a replay can use. */
export function guessParts(records: readonly unknown[], input: string): GuessedPart[] {
  const candidates = memberNames(records)
    .map((name) => [name])
    .filter((path) => toPointer(path) !== input);
  const inner = insideEnvelopes(records);
  return parts.flatMap((part): GuessedPart[] => {
    const path = (part === 'id' || part === 'time' ? [...candidates, ...inner] : candidates)
      .map((candidate) => ({ candidate, rank: rankAs(part, candidate.at(-1) ?? '') + candidate.length / 10 }))
      .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.rank - b.rank)
      .map(({ candidate }) => candidate)
      .find((candidate) => isPart(records, input, part, candidate));
    if (!path) return [];
    return [
      { part, pointer: toPointer(path), sure: part !== 'value' || certain.includes(nameAlone(path.at(-1) ?? '')) },
    ];
  });
}

/** Ids and times often stand beside the request, in what carries it. */
const envelopes = /^(meta|metadata|context|ctx|headers?|info|envelope|log|event|trace|req|request)$/;

function insideEnvelopes(records: readonly unknown[]): string[][] {
  const outer = memberNames(records).filter(
    (name) => envelopes.test(nameAlone(name)) && holds(records, [name], isObject) >= 0.9,
  );
  return outer.flatMap((name) =>
    memberNames(records.map((record) => Object(record)[name])).map((member) => [name, member]),
  );
}

/** When somebody did something: not when it ends, is due, or somebody was born. */
const germanMoment =
  /^(melde|eingangs|erfassungs|anlage|bestell|buchungs|auftrags|antrags|rechnungs|ereignis)(datum|zeit|zeitpunkt)$/;
const momentName =
  /^(event|request|req|log|order|transaction|txn?|record|payment|message|server|click|visit|session|inference|prediction|decision|scor(e|ing)|(creat|occurr|receiv|logg?|request|record|plac|submitt|captur|observ|process|decid|serv|start|sent|order|book|ingest)(ed)?)?(at|on|ts|time|timestamp|datetime|date|epoch|when)(ms|us|ns|sec|utc|iso)?$/;

/** `claim_number`, `OrderNo`, `Rechnungsnummer`, `Aktenzeichen`: what a business calls a case by, an id only where no two records share it. */
const numberName = /([_ -]|[a-z](?=[A-Z]))(no|No|NO|nr|Nr|NR|num|Num|number|Number|ref|Ref|reference|Reference)\.?$/;
const caseName = /(nummer|aktenzeichen|vorgang|numero|casenumber)$/;

/** The lower, the likelier the name means this part; infinite where it doesn't. */
function rankAs(part: Part, name: string): number {
  const plain = nameAlone(name);
  const place = names[part].indexOf(plain);
  if (place !== -1) return place;
  if (part === 'time' && momentName.test(plain) && !/^(at|on)$/.test(plain)) return names.time.length;
  if (part === 'time' && germanMoment.test(plain)) return names.time.length;
  if (part === 'id' && /([_-]|[a-z](?=[A-Z]))(id|ID|Id|uuid|guid)$/.test(name)) return names.id.length;
  if (part === 'id' && (numberName.test(name) || caseName.test(plain))) return names.id.length + 1;
  return Number.POSITIVE_INFINITY;
}

/** A name such as `customer_id` is a record's own only where no two records share it. */
function isPart(records: readonly unknown[], input: string, part: Part, path: readonly string[]): boolean {
  if (!usable(records, input, part, path)) return false;
  if (part !== 'id' || names.id.includes(nameAlone(path.at(-1) ?? ''))) return true;
  const values = records.map(compileRead(toPointer(path)));
  return new Set(values).size === values.length && values.length > 1;
}

const parts: readonly Part[] = ['output', 'label', 'id', 'time', 'weight', 'value'];

/** Numbers that stand for nothing but themselves make no time, and a weight of 0 no record. */
function usable(records: readonly unknown[], input: string, part: Part, path: readonly string[]): boolean {
  const toRequest = compileRecord({ ...blank, input, [part]: toPointer(path) });
  const requests = records.map((record) => toRequest(record).request);
  const given = requests.filter((request) => request?.[part] !== undefined);
  return !requests.includes(undefined) && given.length >= records.length / 2;
}

const blank: RecordingConfig = {
  name: '',
  files: '',
  input: '',
  range: { line: 1, column: 1, endLine: 1, endColumn: 1 },
};

/** Names of members that occur in any of the records. */
export function memberNames(records: readonly unknown[]): string[] {
  return [...new Set(records.flatMap((record) => (isObject(record) ? Object.keys(record) : [])))];
}

/** Share of the records that hold such a value there. */
export function holds(records: readonly unknown[], path: readonly string[], test: (value: unknown) => boolean): number {
  const read = compileRead(toPointer(path));
  return records.length === 0 ? 0 : records.filter((record) => test(read(record))).length / records.length;
}

/** Without case, separators and accents: `Décision` is `decision`. */
export function nameAlone(name: string): string {
  return withoutAccents(name)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function rank(list: readonly string[], name: string): number {
  const place = list.indexOf(nameAlone(name));
  return place === -1 ? list.length : place;
}

export function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
}
