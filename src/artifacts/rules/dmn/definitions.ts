/** What a file in DMN holds, as far as its structure goes: decisions, what they require, and where each of them stands. */

import { placeAt } from '../../../document/place-at.ts';
import { ArtifactError, type Problem } from '../../../errors.ts';
import { type Content, textIn } from '../../content.ts';
import type { Artifact } from '../../engine.ts';
import { withinStack } from '../../parse.ts';
import { type Element, type Namespaces, parseXml } from './xml.ts';

/** DMN 1.1 to 1.5; what they have in common has the same names. */
export const DMN: Namespaces = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': '',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': '',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': '',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': '',
  'https://www.omg.org/spec/DMN/20230324/MODEL/': '',
};

/** A file. */
export interface Definitions {
  readonly file: string;
  readonly xml: string;
  readonly root: Element;
  readonly namespace: string;
  /** Namespaces by the names that they have here. */
  readonly imports: ReadonlyMap<string, string>;
  readonly items: ReadonlyMap<string, Element>;
  readonly nodes: readonly Node[];
}

const KINDS = ['decision', 'inputData', 'businessKnowledgeModel', 'decisionService'] as const;

export interface Node {
  readonly kind: (typeof KINDS)[number];
  readonly id: string;
  readonly name: string;
  readonly element: Element;
  readonly definitions: Definitions;
}

/** Throws ArtifactError with a line where the file is no DMN. */
export function readDefinitions(artifact: Artifact, file: string): Definitions {
  const xml = textIn(artifact, file);
  const root = parseXml(xml, file, DMN);
  if (root.name !== 'definitions') {
    const expected = '`definitions` in a namespace of DMN 1.1 to 1.5';
    throw new ArtifactError([
      {
        file,
        ...placeAt(xml, root.start),
        message: 'no model in DMN',
        found: `\`${/^<([^\s/>]*)/.exec(xml.slice(root.start))?.[1]}\``,
        expected,
      },
    ]);
  }
  const nodes: Node[] = [];
  const imports = all(root, 'import').map(
    ({ attributes }) => [attributes.name ?? '', attributes.namespace ?? ''] as const,
  );
  const items = all(root, 'itemDefinition').map((item) => [nameOf(item), item] as const);
  const namespace = root.attributes.namespace ?? '';
  const definitions = { file, xml, root, namespace, imports: new Map(imports), items: new Map(items), nodes };
  for (const element of root.children) {
    const kind = KINDS.find((one) => one === element.name);
    if (kind) nodes.push({ kind, id: element.attributes.id ?? '', name: nameOf(element), element, definitions });
  }
  return definitions;
}

/** All files of the artifact, its own first. Throws ArtifactError. */
export class Model {
  readonly own: Definitions;
  readonly #nodes = new Map<string, Node>();
  readonly #files: readonly Definitions[];

  constructor(artifact: Artifact) {
    const [first = artifact.path, ...others] = artifact.files.keys();
    this.own = readDefinitions(artifact, first);
    this.#files = [this.own, ...others.map((file) => readDefinitions(artifact, file))];
    for (const { nodes, namespace } of this.#files) {
      for (const node of nodes) if (node.id !== '') this.#nodes.set(`${namespace}#${node.id}`, node);
    }
  }

  get files(): readonly Definitions[] {
    return this.#files;
  }

  /** The file of that namespace. */
  find(namespace: string): Definitions | undefined {
    return this.#files.find((file) => file.namespace === namespace);
  }

  /** What a node requires by elements of this name. Throws ArtifactError where there is no such thing. */
  required(node: Node, name: string): readonly Node[] {
    return references(node.element, name).map((reference) => this.#at(reference, node));
  }

  #at({ element, href }: Reference, { name, definitions: { namespace, file, xml } }: Node): Node {
    const [, space = '', id = ''] = /^([^#]*)#?(.*)$/.exec(href) ?? [];
    const key = href.includes('#') ? `${space || namespace}#${id}` : `${namespace}#${href}`;
    const node = this.#nodes.get(key);
    if (node) return node;
    const message = `"${name}" requires ${href || 'nothing'}, which is not there`;
    throw new ArtifactError([{ file, ...placeAt(xml, element.start), message }]);
  }

  /** The decision, or the service, that is asked. Throws ArtifactError where it is not clear. */
  output(named: unknown): Node {
    const { file, xml, root, nodes } = this.own;
    const choices = nodes.filter(({ kind }) => kind === 'decision' || kind === 'decisionService');
    const found = choices.find(({ name }) => name === named) ?? choices.find(({ id }) => id === named);
    if (found) return found;
    const decisions = choices.filter(({ kind }) => kind === 'decision');
    const used = new Set(decisions.flatMap((node) => this.required(node, 'requiredDecision')));
    const last = decisions.filter((node) => !used.has(node));
    if (named === undefined && last.length === 1 && last[0]) return last[0];
    const names = (named === undefined && last.length > 0 ? last : choices).map(({ name }) => `"${name}"`);
    const shown =
      names.length > 10 ? `${names.slice(0, 10).join(', ')}, and ${names.length - 10} more` : names.join(', ');
    const message =
      named !== undefined
        ? `no decision "${named}"`
        : choices.length === 0
          ? 'no decision'
          : `${names.length} decisions that no other requires`;
    const expected = choices.length === 0 ? 'a decision' : `\`decision\` in its step, one of ${shown}`;
    throw new ArtifactError([{ file, ...placeAt(xml, root.start), message, expected }]);
  }
}

interface Reference {
  readonly element: Element;
  readonly href: string;
}

/** Below requirements, or directly: services name what they hold so. */
function references(element: Element, name: string): Reference[] {
  return element.children
    .flatMap((child) => (child.name === name ? [child] : /Requirement$/.test(child.name) ? all(child, name) : []))
    .map((child) => ({ element: child, href: child.attributes.href ?? '' }));
}

export function all({ children }: Element, name: string): readonly Element[] {
  return children.filter((child) => child.name === name);
}

export function one({ children }: Element, name: string): Element | undefined {
  return children.find((child) => child.name === name);
}

export function nameOf({ attributes }: Element): string {
  return (attributes.name ?? '').trim().replace(/\s+/g, ' ');
}

export function problemAt({ file, xml }: Pick<Definitions, 'file' | 'xml'>, offset: number, message: string): Problem {
  return { file, ...placeAt(xml, offset), message };
}

/** Namespaces of models that are imported and that none of the files has. Throws ArtifactError. */
export function importedBy(artifact: Artifact): readonly string[] {
  const { files } = new Model(artifact);
  const here = new Set(files.map(({ namespace }) => namespace));
  const models = new Set(Object.keys(DMN));
  const imported = files.flatMap(({ root }) => all(root, 'import')).map(({ attributes }) => attributes);
  // Files of other languages are imported, too: schemas, models of PMML.
  return imported.flatMap(({ importType = '', namespace = '' }) =>
    models.has(importType) && namespace !== '' && !here.has(namespace) ? [namespace] : [],
  );
}

/** The namespace that a file has; undefined for what is no model. */
export function namespaceOf(content: Content, path: string): string | undefined {
  try {
    const files = new Map([[path, content]]);
    return withinStack(path, () => readDefinitions({ path, kind: 'rules', files }, path)).namespace;
  } catch (error) {
    if (error instanceof ArtifactError) return undefined;
    throw error;
  }
}
