/**
 * Writes what the published schemas say in TypeScript: their types, and for weir.yml the code that validates it, since
 * compiling that at each start would take longer than reading the file; and the scanner of recorded lines as WebAssembly:
 * `npm run generate`. `--check` only says whether what is written is current.
 */
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';
import { engines } from '../src/artifacts/registry.ts';
import { pointerPattern } from '../src/document/pointer.ts';
import { envelopes } from '../src/recordings/envelopes/registry.ts';
import { storages } from '../src/recordings/storage/registry.ts';
import { tables } from '../src/recordings/tables/registry.ts';
import { compileScanner, SCANNER } from './compile-scanner.ts';
import { engineLoads } from './engine-loads.ts';
import { knownEngineOf } from './known-engine-of.ts';
import { withPlugs } from './plugs.ts';

const WEIR_YML = 'schemas/weir.schema.json';
const REPORT = 'schemas/report.schema.json';

await publishPlugs();

const targets = [
  { path: 'src/config/recordings.generated.ts', schemaPath: WEIR_YML, generate: recordingNames },
  { path: 'src/artifacts/engine-loads.generated.ts', schemaPath: WEIR_YML, generate: () => engineLoads(engines) },
  { path: 'src/config/engines.generated.ts', schemaPath: WEIR_YML, generate: engineNames },
  { path: 'src/config/weir-yml.generated.ts', schemaPath: WEIR_YML, generate: types },
  { path: 'src/config/validate.generated.ts', schemaPath: WEIR_YML, generate: validators },
  { path: 'src/report/report.generated.ts', schemaPath: REPORT, generate: types },
];

for (const { path, schemaPath, generate } of targets)
  await publish(path, schemaPath, await generate(JSON.parse(await readFile(schemaPath, 'utf8')), banner(schemaPath)));
await publish('src/recordings/screen/scan.generated.ts', SCANNER, await compileScanner());

async function publish(path: string, source: string, text: string): Promise<void> {
  if (!process.argv.includes('--check')) await writeFile(path, text);
  else if (text !== (await readFile(path, 'utf8'))) {
    process.exitCode = 1;
    console.error(`${path} is not what ${source} says; run npm run generate`);
  }
}

/** Puts into the schema of weir.yml what only the registries know: which engines and formats there are, and their own keys. */
async function publishPlugs(): Promise<void> {
  const text = await readFile(WEIR_YML, 'utf8');
  const published = JSON.stringify(withPlugs(JSON.parse(text)), undefined, 2);
  const input = execFileSync('node_modules/.bin/biome', ['format', `--stdin-file-path=${WEIR_YML}`], {
    input: published,
    encoding: 'utf8',
  });
  if (input === text) return;
  if (!process.argv.includes('--check')) await writeFile(WEIR_YML, input);
  else {
    process.exitCode = 1;
    console.error(
      `${WEIR_YML} is not what the registries in src/artifacts and src/recordings say; run npm run generate`,
    );
  }
}

/** Names for the part of weir.yml that reads no JSON Schema. */
async function recordingNames(): Promise<string> {
  const parts = Object.fromEntries(envelopes.map((envelope) => [envelope.id, envelope.parts]));
  const schemes = storages.map(({ scheme }) => scheme).filter(Boolean);
  const addresses = storages.filter(({ scheme, hasSafer }) => scheme && !hasSafer).map(({ address }) => address);
  return [
    '/** Generated from the registries in src/recordings by `npm run generate`; change these instead. */',
    '',
    "type Part = 'output' | 'label' | 'id' | 'time' | 'weight' | 'value' | 'lacks';",
    '',
    '/** Where an envelope’s records hold their parts, by the `format` that names it. */',
    `export const envelopeParts: Readonly<Record<string, { readonly input: string } & { readonly [part in Part]?: string }>> = ${JSON.stringify(parts)};`,
    '',
    '/** Schemes of addresses that recordings may have, and how such addresses look. */',
    `export const addressSchemes: readonly string[] = ${JSON.stringify(schemes)};`,
    `export const addresses: readonly string[] = ${JSON.stringify(addresses)};`,
    '',
    '/** The same of tables. */',
    `export const tableSchemes: readonly string[] = ${JSON.stringify(tables.map(({ scheme }) => scheme))};`,
    `export const tables: readonly string[] = ${JSON.stringify(tables.map(({ address }) => address))};`,
    '',
  ].join('\n');
}

/** Engines as far as weir.yml is concerned. */
async function engineNames(): Promise<string> {
  const known = engines.map(knownEngineOf);
  return [
    '/** Generated from the registry in src/artifacts by `npm run generate`; change that instead. */',
    "import type { KnownEngine } from './known-engine.ts';",
    '',
    `export const knownEngines: readonly KnownEngine[] = ${JSON.stringify(known)};`,
    '',
  ].join('\n');
}

function banner(schemaPath: string): string {
  return `/** Generated from ${schemaPath} by \`npm run generate\`; change that file instead. */`;
}

/** Without what is allowed and not read, which would open the type to any name, and what only says which keys go together. */
function types(
  { patternProperties: _, anyOf: __, ...schema }: { title: string; patternProperties?: object; anyOf?: object },
  bannerComment: string,
): Promise<string> {
  return compile(schema, schema.title, {
    bannerComment,
    style: { singleQuote: true, printWidth: 120 },
    additionalProperties: false,
  });
}

/** A function for the whole file and one for each kind of step, so that the errors of the kind that was meant can be had. */
function validators(schema: { $id: string }, bannerComment: string): string {
  const ajv = new Ajv2020({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    // A test holds the schema to its meta-schema.
    validateSchema: false,
    // Lengths only say that a text is not empty; counted as JavaScript does, the code needs nothing of ajv.
    unicode: false,
    logger: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addFormat('json-pointer', pointerPattern);
  ajv.addSchema(schema);
  const code = standaloneCode.default(ajv, {
    weirYml: schema.$id,
    schemaStep: `${schema.$id}#/$defs/schemaStep`,
    rulesStep: `${schema.$id}#/$defs/rulesStep`,
    modelStep: `${schema.$id}#/$defs/modelStep`,
    programStep: `${schema.$id}#/$defs/programStep`,
  });
  // The generated code is plain JavaScript.
  return `// @ts-nocheck\n${bannerComment}\n${code}\n`;
}
