/** Writes the TypeScript types of the published schemas: `npm run generate`. `--check` only says whether they are current. */
import { readFile, writeFile } from 'node:fs/promises';
import { compile } from 'json-schema-to-typescript';

const targets = {
  'schemas/weir.schema.json': 'src/config/weir-yml.generated.ts',
  'schemas/report.schema.json': 'src/report/report.generated.ts',
};

for (const [schemaPath, typesPath] of Object.entries(targets)) {
  const schema = JSON.parse(await readFile(schemaPath, 'utf8'));
  const types = await compile(schema, schema.title, {
    bannerComment: `/** Generated from ${schemaPath} by \`npm run generate\`; change that file instead. */`,
    style: { singleQuote: true, printWidth: 120 },
    additionalProperties: false,
  });
  if (!process.argv.includes('--check')) await writeFile(typesPath, types);
  else if (types !== (await readFile(typesPath, 'utf8'))) {
    process.exitCode = 1;
    console.error(`${typesPath} is not what ${schemaPath} says; run npm run generate`);
  }
}
