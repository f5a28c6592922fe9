/** Models as dbt writes them: `{{ ref('orders') }}` and `{{ source('shop', 'orders') }}` are the table `input`. */
import { placeAt } from '../../../document/place-at.ts';
import { ArtifactError } from '../../../errors.ts';
import { textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';

const TEMPLATE = /\{\{([\s\S]*?)\}\}|\{#[\s\S]*?#\}|\{%/g;
const REFERENCE = /^-?\s*(?:ref|source)\(\s*((?:['"][^'"]+['"]\s*,?\s*)+)\)\s*-?$/;
const CONFIG = /^-?\s*config\([\s\S]*\)\s*-?$/;

/** The query without templates, as long as it was line by line. Throws ArtifactError at the line of any other template. */
export function resolveTemplate(artifact: Artifact): string {
  const text = textIn(artifact, artifact.path);
  let table: string | undefined;
  return text.replace(TEMPLATE, (found, inner: string | undefined, offset: number) => {
    const blank = found.replace(/[^\n]/g, ' ');
    const said = inner?.trim() ?? '';
    if (found.startsWith('{#') || CONFIG.test(said)) return blank;
    const [, name] = REFERENCE.exec(said) ?? [];
    if (name === undefined) throw refused(artifact.path, text, offset, 'a template that is not resolved', found);
    const normal = name.replace(/[\s'"]/g, '');
    if (table !== undefined && table !== normal)
      throw refused(
        artifact.path,
        text,
        offset,
        `a second table, ${normal} beside ${table}, where a step has one`,
        found,
      );
    table = normal;
    return `input${blank.slice(5)}`;
  });
}

/** Throws as `resolveTemplate` does. */
export function checkTemplate(artifact: Artifact): undefined {
  resolveTemplate(artifact);
}

function refused(file: string, text: string, offset: number, message: string, found: string): ArtifactError {
  return new ArtifactError([{ file, ...placeAt(text, offset), message, found, expected: 'ref, source or config' }]);
}
