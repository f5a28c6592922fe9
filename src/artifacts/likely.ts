/** Tells which files of a repository are likely to decide something in production, most of them by their paths. */
import { isObject } from '../document/is-object.ts';

/** Files that other tools own, whatever their content looks like. */
const foreign =
  /(^|\/)(package(-lock)?|tsconfig[^/]*|composer|biome|renovate|\.[^/]*rc|pnpm-lock|docker-compose[^/]*|mkdocs)\.(json|ya?ml)$|^\.(github|gitlab|vscode|idea|circleci)\/|(^|\/)\.[^/]+\.ya?ml$/i;

/** Folders of tools, of what they install and of what they make. */
export const passedOver: ReadonlySet<string> = new Set([
  ...['.git', '.hg', '.svn', '.venv', 'venv', '.tox', '.cache', '.next', '.idea', '.vscode', '__pycache__'],
  ...['node_modules', 'bower_components', 'vendor', 'target', 'dist', 'build', 'out', 'coverage', 'site-packages'],
]);

const governing = /schema|rule|polic|decision|param|config|model|contract|threshold/;
const aside = /^(tests?|__tests__|specs?|fixtures?|examples?|docs?|third_party)$/;

export function isForeign(path: string): boolean {
  return foreign.test(path);
}

export function isPassedOver(path: string): boolean {
  return path.split('/').some((name) => passedOver.has(name));
}

/** A manifest of Kubernetes or its like, whatever else stands in it. */
export function isDeployment(value: unknown): boolean {
  return isObject(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';
}

/** Some part of the path has a name that governed files have: `model/config.yaml`. */
export function soundsGoverned(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .some((name) => governing.test(name));
}

/** Of tests, of documents, of examples. */
export function isAside(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .some((name) => aside.test(name));
}

/** The lower, the likelier a file is one that decides something in production. */
export function remoteness(path: string): number {
  return path.split('/').length + (soundsGoverned(path) ? 0 : 10) + (isAside(path) ? 20 : 0);
}
