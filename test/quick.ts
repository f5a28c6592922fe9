/**
 * Which tests `npm run test:quick` runs: all of the pure rooms, and one from end to end of each kind. A new file in a pure
 * room belongs to it by where it lies; what is left out there is named here, with the reason.
 */

/** Folders of `test` whose rooms take values and give values: no process, server, repository or browser. */
export const PURE_ROOMS = [
  'artifacts',
  'config',
  'document',
  'format',
  'gate',
  'impact',
  'measures',
  'recordings',
  'report',
];

/** Single files of the kind, beside the rooms. */
export const PURE_FILES = [
  'test/nearest.test.ts',
  'test/once.test.ts',
  'test/assessment/{changed-paths,settle}.test.ts',
  'test/quick.test.ts',
  'test/package/manifest.test.ts',
  'test/replay/evidence/*.test.ts',
  'test/replay/{flow,order,plan,shard,take,versions,written,whereabouts}.test.ts',
  'test/github/{approvals,check,commands,comment,events}/*.test.ts',
  'test/github/work/decisions/*.test.ts',
];

/** One of each kind, from end to end. */
export const END_TO_END = {
  'weir check': 'test/e2e/verbose.test.ts',
  App: 'test/github/e2e/checks.test.ts',
  Action: 'test/action/exceeds.test.ts',
  browser: 'test/browser/pictures.test.ts',
} as const;

const WAITS = 'waits for a service that is busy';

/** In a pure room, and yet not for every few minutes. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'test/artifacts/blend/blend.property.test.ts': 'tries thousands of pairs of edits',
  'test/artifacts/levels.test.ts': 'nests every language until the stack ends',
  'test/artifacts/model/endpoint.test.ts': 'waits for servers that drip, and that do not answer',
  'test/artifacts/program/program.test.ts': 'starts programs, which crash and hang',
  'test/artifacts/rules/cel-conformance.test.ts': 'the whole conformance suite of CEL',
  'test/artifacts/rules/dmn/tck.test.ts': 'the whole conformance suite of DMN',
  'test/artifacts/rules/jsonata/processor-time.test.ts': 'computes for four seconds',
  'test/artifacts/rules/rego/loop.test.ts': 'computes until its budget is used up',
  'test/artifacts/schema/avro/avsc.test.ts': 'resolves thousands of generated values',
  'test/artifacts/schema/big.test.ts': 'compares ten megabytes in four languages',
  'test/artifacts/schema/json-schema/big-schemas.test.ts': 'compares schemas of thousands of definitions',
  'test/artifacts/schema/json-schema/metamorphic.test.ts': 'the test suites of all drafts, in pairs',
  'test/artifacts/schema/json-schema/real-changes.test.ts': 'judges hundreds of real schema changes',
  'test/artifacts/schema/json-schema/small-changes.test.ts': 'judges thousands of small changes by many values each',
  'test/artifacts/schema/json-schema/soundness.test.ts': 'tries thousands of generated schemas',
  'test/artifacts/schema/json-schema/suite.test.ts': 'the whole test suite of JSON Schema',
  'test/artifacts/schema/protobuf/big.test.ts': 'compares ten megabytes',
  'test/artifacts/schema/protobuf/buf-random.test.ts': 'judges hundreds of random pairs, and so does buf',
  'test/artifacts/schema/protobuf/messages.test.ts': 'reads thousands of generated messages',
  'test/artifacts/schema/protobuf/soundness.test.ts': 'reads hundreds of messages by each of hundreds of random pairs',
  'test/gate/calibration.test.ts': 'thousands of simulated replays',
  'test/github/check/render.test.ts': 'renders hundreds of generated reports',
  'test/recordings/bad-input.test.ts': 'reads records of 65 megabytes',
  'test/recordings/formats/parquet-by-page.test.ts': 'writes and reads generated files of Parquet for seconds',
  'test/recordings/formats/parquet-pages.test.ts': 'writes and reads Parquet with pages of many megabytes',
  'test/recordings/no-file.test.ts': 'starts the program',
  'test/recordings/storage/az.test.ts': 'lists 100,000 objects',
  'test/recordings/storage/azurite.test.ts': 'starts an emulator of Azure',
  'test/recordings/storage/gs.test.ts': 'lists 100,000 objects',
  'test/recordings/storage/http.test.ts': 'waits between tries',
  'test/recordings/storage/s3.test.ts': 'lists 100,000 objects',
  'test/recordings/tables/athena.test.ts': WAITS,
  'test/recordings/tables/bigquery.test.ts': WAITS,
  'test/recordings/tables/databricks.test.ts': WAITS,
  'test/recordings/tables/postgres.test.ts': 'starts a server of PostgreSQL',
  'test/recordings/tables/snowflake.test.ts': WAITS,
  'test/recordings/tables/trino.test.ts': WAITS,
  'test/report/html/script.test.ts': 'starts a browser, and so does the one of its kind',
};

export const QUICK: readonly string[] = [
  ...PURE_ROOMS.map((room) => `test/${room}/**/*.test.ts`),
  ...PURE_FILES,
  ...Object.values(END_TO_END),
];
