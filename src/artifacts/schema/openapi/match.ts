/** Which operation a recorded call is of. */

import { decoded } from '../../../document/decoded.ts';
import { isObject } from '../json-schema/keywords.ts';
import type { Document } from './document.ts';
import type { Operation } from './operations.ts';

export type Found =
  | { readonly operation: Operation; readonly values: Readonly<Record<string, string>> }
  /** Why there is none, without the path of the call, which may hold anything. */
  | { readonly refused: string };

export type Match = (method: string, path: string) => Found;

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly path: string;
  readonly operations: ReadonlyMap<string, Operation>;
}

export function createMatch(document: Document, operations: readonly Operation[]): Match {
  const prefixes = prefixesOf(document);
  const templates = [...Map.groupBy(operations, ({ path }) => path)].map(([path, those]) => templateOf(path, those));
  // What is written out goes before what has parameters (https://spec.openapis.org/oas/v3.1.0#path-templating-matching).
  templates.sort((a, b) => a.names.length - b.names.length);
  const exact = new Map(templates.filter(({ names }) => names.length === 0).map((one) => [one.path, one]));
  const open = templates.filter(({ names }) => names.length > 0);
  return (method, path) => {
    let known: string | undefined;
    for (const prefix of prefixes) {
      if (!path.startsWith(prefix)) continue;
      const rest = path.slice(prefix.length) || '/';
      const plain = exact.get(rest);
      for (const template of plain ? [plain, ...open] : open) {
        const match = template.pattern.exec(rest);
        if (!match) continue;
        const operation = template.operations.get(method);
        if (operation) return { operation, values: valuesOf(template, match) };
        known ??= template.path;
      }
    }
    return { refused: known === undefined ? 'no path matches the call' : `${known} has no such method` };
  };
}

function templateOf(path: string, operations: readonly Operation[]): Template {
  const parts = path.split(/\{([^}]*)\}/);
  const names = parts.filter((_, index) => index % 2 === 1);
  const pattern = parts.map((part, index) => (index % 2 === 1 ? '([^/]+)' : RegExp.escape(part))).join('');
  return {
    pattern: new RegExp(`^${pattern}/?$`),
    names,
    path,
    operations: new Map(operations.map((operation) => [operation.method, operation])),
  };
}

function valuesOf({ names }: Template, match: RegExpExecArray): Record<string, string> {
  return Object.fromEntries(names.map((name, index) => [name, decoded(match[index + 1] ?? '')]));
}

/** Paths of the servers, the longest first, and none: recordings may be of the service behind them. */
function prefixesOf({ value, version }: Document): string[] {
  const { servers, basePath } = value;
  const addresses = version === '2.0' ? [basePath] : Array.isArray(servers) ? servers.map(urlOf) : [];
  const paths = addresses.filter((one) => typeof one === 'string').map((one) => one.replace(/^[a-z]+:\/\/[^/]*/i, ''));
  const clean = paths.map((path) => path.replace(/\/$/, ''));
  return [...new Set([...clean, ''])].sort((a, b) => b.length - a.length);
}

function urlOf(server: unknown): unknown {
  return isObject(server) ? server.url : undefined;
}
