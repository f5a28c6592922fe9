/** Packages in files of JSON: package.json, composer.json, and the locks of npm, Composer, Pipenv and NuGet. */
import { isObject } from '../../../document/is-object.ts';
import type { Package } from './named.ts';

const table = /dependencies$|^(overrides|resolutions|require(-dev)?|imports)$/i;

/** What is declared: `"dependencies": { "@acme/schemas": "^1.2.0" }`. */
export function declaredInJson(text: string): Package[] {
  const all: Package[] = [];
  const take = (value: unknown, at: string) => {
    if (typeof value === 'string') all.push([at, value]);
    else if (isObject(value)) for (const [name, inner] of Object.entries(value)) take(inner, name);
  };
  const root = parsed(text);
  for (const [name, value] of Object.entries(isObject(root) ? root : {})) if (table.test(name)) take(value, name);
  return all;
}

/** What is locked: members with a version, under their names, or with a name beside it. */
export function lockedInJson(text: string): Package[] {
  const all: Package[] = [];
  const walk = (value: unknown, at: string) => {
    if (Array.isArray(value)) for (const item of value) walk(item, '');
    if (!isObject(value)) return;
    const name = typeof value.name === 'string' ? value.name : at.replace(/^.*node_modules\//, '');
    const version = [value.version, value.resolved, value.ref].find((one) => typeof one === 'string');
    if (name !== '' && typeof version === 'string') all.push([name, version]);
    for (const [key, inner] of Object.entries(value)) if (key !== '') walk(inner, key);
  };
  const root = parsed(text);
  // The version of the lock itself is no package's, nor is that of the project, which has no name.
  for (const [key, value] of Object.entries(isObject(root) ? root : {})) walk(value, key);
  return all;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
