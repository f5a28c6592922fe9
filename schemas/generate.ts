/**
 * Writes what the published schemas say in TypeScript: their types, and for weir.yml the code that validates it, since
 * compiling that at each start would take longer than reading the file: `npm run generate`. `--check` only says whether
 * what is written is current.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { compile } from 'json-schema-to-typescript';
import { pointerPattern } from '../src/document/pointer.ts';

const WEIR_YML = 'schemas/weir.schema.json';
const REPORT = 'schemas/report.schema.json';

const targets = [
  { path: 'src/config/weir-yml.generated.ts', schemaPath: WEIR_YML, generate: types },
  { path: 'src/config/validate.generated.ts', schemaPath: WEIR_YML, generate: validators },
  { path: 'src/report/report.generated.ts', schemaPath: REPORT, generate: types },
];

for (const { path, schemaPath, generate } of targets) {
  const text = await generate(JSON.parse(await readFile(schemaPath, 'utf8')), banner(schemaPath));
  if (!process.argv.includes('--check')) await writeFile(path, text);
  else if (text !== (await readFile(path, 'utf8'))) {
    process.exitCode = 1;
    console.error(`${path} is not what ${schemaPath} says; run npm run generate`);
  }
}

function banner(schemaPath: string): string {
  return `/** Generated from ${schemaPath} by \`npm run generate\`; change that file instead. */`;
}

/** Without what is allowed and not read: it would open the type to any name. */
function types(
  { patternProperties: _, ...schema }: { title: string; patternProperties?: object },
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
  });
  // The generated code is plain JavaScript.
  return `// @ts-nocheck\n${bannerComment}\n${code}\n`;
}
