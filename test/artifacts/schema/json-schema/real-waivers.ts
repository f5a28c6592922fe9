/**
 * Real changes whose expectation is wrong, with the reason. `judged` is what Python's jsonschema 4.26, ajv 8.20 (with
 * ajv-draft-04) and @cfworker/json-schema 4.1 all count on the same documents, with those defaults filled in that their
 * own schema accepts, and without the unreplayable.
 */
import type { Judged } from './triples.ts';

export interface Waiver {
  readonly reason: string;
  /** Absent where head is refused. */
  readonly judged?: Pick<Judged, 'newlyRejected' | 'rejectedAtBase'>;
}

/** `default` judges nothing (draft-04 validation 6.2, draft-07 validation 10.2), and a producer sends what its schema accepts. */
const DEFAULT =
  'The expectation fills in a default that its own schema refuses, and then counts a document as rejected at base that every validator accepts there';
/** RFC 8259, section 4: names within an object should be unique, and what readers do with the others is unpredictable. */
const TWICE =
  'Head writes these keys twice in one object, where base had them once; which of the two counts depends on the reader (RFC 8259, section 4), so it is an error at head: /properties/name_localized, short_name_localized and icons_localized, lines 341, 348 and 355 of web-manifest.json. The counts are as expected where the last of them counts';

export const WAIVERS: ReadonlyMap<string, Waiver> = new Map([
  [
    'schemastore-babelrc-3e160f8',
    {
      reason: `${DEFAULT}: 19 of 34, by /moduleIds at base (type string, default false) and /compact at head (const ["auto"] or boolean, default "auto").`,
      judged: { rejectedAtBase: 10, newlyRejected: 6 },
    },
  ],
  [
    'schemastore-babelrc-3e160f8-adapted',
    {
      reason: `${DEFAULT}: the same documents and keywords as in the original.`,
      judged: { rejectedAtBase: 10, newlyRejected: 6 },
    },
  ],
  [
    'schemastore-imgbotconfig-003915d',
    {
      reason: `${DEFAULT}: 7 of 27 (1, 2, 3, 6, 10, 11, 22), by /schedule (enum daily, weekly, monthly; default "").`,
      judged: { rejectedAtBase: 10, newlyRejected: 0 },
    },
  ],
  [
    'schemastore-kode-ci-build-1.0.0-77601c3',
    {
      reason: `${DEFAULT}: document 8, by /on/schedule/zone (type string, default ["Asia/Seoul"]).`,
      judged: { rejectedAtBase: 7, newlyRejected: 0 },
    },
  ],
  [
    'schemastore-launchsettings-00e9d3a',
    {
      reason: `${DEFAULT}: documents 0, 1, 4, 8 and 16, by ancmHostingModel (enum, default false) and applicationUrl (format uri, default "").`,
      judged: { rejectedAtBase: 12, newlyRejected: 0 },
    },
  ],
  [
    'schemastore-qodana-1.0-f21ef04',
    {
      reason: `${DEFAULT}: document 18 by severityThresholds (type integer, default null), and 6, 9, 23 and 31 by the default null that stands beside $ref in /definitions/failureConditions, where draft-07 ignores it (core 8.3).`,
      judged: { rejectedAtBase: 11, newlyRejected: 0 },
    },
  ],
  ['schemastore-web-manifest-app-info-f5797ba', { reason: TWICE }],
  ['schemastore-web-manifest-f5797ba', { reason: TWICE }],
]);
