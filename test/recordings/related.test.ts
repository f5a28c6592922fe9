/** Recordings that a pipeline looks keys up in. */
import { expect, test } from 'vitest';
import { relatedFiles } from '../../src/recordings/related.ts';

test('a table among them is an error that names it, before anything is asked of it', async () => {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const files = 'postgres://db.example/shop/public.people';
  const related = [{ name: 'people', table: files, files, input: '', range }];
  const asked = relatedFiles({ related }, () => Promise.reject(new Error('it was asked')));
  await expect(asked).rejects.toThrow(
    `${files}: recording "people" is a table, and of a table no keys are read for another recording; expected an export of it`,
  );
});
