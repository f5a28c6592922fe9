/** A small governed repository: three late flights, one rule. For what goes wrong before anything is replayed, and after. */
import { type Fixture, makeRepository } from '../repository/fixture.ts';

export const WEIR_YML = `version: 1
recordings:
  flights:
    files: traffic/flights.jsonl
pipelines:
  board:
    owners: ["@acme/airports"]
    recording: flights
    params: config/board.yaml
    steps:
      - schema: schemas/flight.json
      - rules: rules/board.json
        into: /status
    outputs:
      status: { at: /status, kind: category }
    limits:
      status.changed: 1%
`;

const FILES: Readonly<Record<string, string>> = {
  '.github/weir.yml': WEIR_YML,
  'config/board.yaml': 'late: 15\n',
  'rules/board.json': '{ "if": [{ "<": [{ "var": "delay" }, { "var": "params.late" }] }, "on-time", "late"] }\n',
  'schemas/flight.json': '{ "type": "object", "properties": { "delay": { "type": "integer" } } }\n',
  'traffic/flights.jsonl': '{"delay":0}\n{"delay":20}\n{"delay":90}\n',
};

/** The base: commit on `main` with these files in place of the usual; undefined leaves one out. */
export function makeSmallRepository(files: Readonly<Record<string, string | Uint8Array | undefined>> = {}): Fixture {
  const repository = makeRepository();
  const all = Object.entries({ ...FILES, ...files });
  repository.commit(Object.fromEntries(all.flatMap(([path, text]) => (text === undefined ? [] : [[path, text]]))));
  return repository;
}

/** Changes the rule in the working tree, so that there is something to replay; returns the directory. */
export function editRule({ directory, write }: Fixture): string {
  write('rules/board.json', (FILES['rules/board.json'] ?? '').replace('"<"', '"<="'));
  return directory;
}
