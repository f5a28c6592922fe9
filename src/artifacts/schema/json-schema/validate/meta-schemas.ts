/** The schemas of the drafts themselves: what a schema has to look like. Draft-03's is in no package that is kept. */

import of2019Applicator from 'ajv/dist/refs/json-schema-2019-09/meta/applicator.json' with { type: 'json' };
import of2019Content from 'ajv/dist/refs/json-schema-2019-09/meta/content.json' with { type: 'json' };
import of2019Core from 'ajv/dist/refs/json-schema-2019-09/meta/core.json' with { type: 'json' };
import of2019Format from 'ajv/dist/refs/json-schema-2019-09/meta/format.json' with { type: 'json' };
import of2019MetaData from 'ajv/dist/refs/json-schema-2019-09/meta/meta-data.json' with { type: 'json' };
import of2019Validation from 'ajv/dist/refs/json-schema-2019-09/meta/validation.json' with { type: 'json' };
import of2019 from 'ajv/dist/refs/json-schema-2019-09/schema.json' with { type: 'json' };
import of2020Applicator from 'ajv/dist/refs/json-schema-2020-12/meta/applicator.json' with { type: 'json' };
import of2020Content from 'ajv/dist/refs/json-schema-2020-12/meta/content.json' with { type: 'json' };
import of2020Core from 'ajv/dist/refs/json-schema-2020-12/meta/core.json' with { type: 'json' };
import of2020FormatAnnotation from 'ajv/dist/refs/json-schema-2020-12/meta/format-annotation.json' with {
  type: 'json',
};
import of2020MetaData from 'ajv/dist/refs/json-schema-2020-12/meta/meta-data.json' with { type: 'json' };
import of2020Unevaluated from 'ajv/dist/refs/json-schema-2020-12/meta/unevaluated.json' with { type: 'json' };
import of2020Validation from 'ajv/dist/refs/json-schema-2020-12/meta/validation.json' with { type: 'json' };
import of2020 from 'ajv/dist/refs/json-schema-2020-12/schema.json' with { type: 'json' };
import draft06 from 'ajv/dist/refs/json-schema-draft-06.json' with { type: 'json' };
import draft07 from 'ajv/dist/refs/json-schema-draft-07.json' with { type: 'json' };
import draft04 from 'ajv-draft-04/dist/refs/json-schema-draft-04.json' with { type: 'json' };
import type { Dialect } from '../dialect.ts';
import { type Library, openLibrary, type Place } from '../library.ts';
import { knownMetaSchema, resolveUri } from '../uri.ts';

/** The latest first, since the first is taken for the root. */
const SCHEMAS: readonly object[] = [
  of2020,
  draft04,
  draft06,
  draft07,
  of2019,
  of2019Applicator,
  of2019Content,
  of2019Core,
  of2019Format,
  of2019MetaData,
  of2019Validation,
  of2020Applicator,
  of2020Content,
  of2020Core,
  of2020FormatAnnotation,
  of2020MetaData,
  of2020Unevaluated,
  of2020Validation,
];

const URIS: Readonly<Record<Dialect, string | undefined>> = {
  'draft-03': undefined,
  'draft-04': 'http://json-schema.org/draft-04/schema',
  'draft-06': 'http://json-schema.org/draft-06/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema',
  '2019-09': 'https://json-schema.org/draft/2019-09/schema',
  '2020-12': 'https://json-schema.org/draft/2020-12/schema',
};

let opened: Library | undefined;

/** All of them, each under its own `$id`. Opened once a process, since they never change. */
export function metaSchemas(): Library {
  opened ??= openLibrary({
    path: 'meta-schema-0.json',
    kind: 'schema',
    files: new Map(SCHEMAS.map((schema, index) => [`meta-schema-${index}.json`, JSON.stringify(schema)])),
  });
  return opened;
}

/** Where a reference to one of them leads; `undefined` for any other. */
export function inMetaSchemas(place: Place, reference: string): Place | undefined {
  const known = knownMetaSchema(resolveUri(reference, place.base) ?? '');
  return known === undefined ? undefined : metaSchemas().resolve(place, known);
}

export function metaSchemaOf(dialect: Dialect): Place | undefined {
  const uri = URIS[dialect];
  return uri === undefined ? undefined : metaSchemas().resource(uri);
}
