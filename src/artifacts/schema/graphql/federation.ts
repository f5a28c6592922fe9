/** Schemas of a federation extend types that other services define: read alone, such a type is what stands here of it. */
import type { ASTNode, DefinitionNode, DocumentNode } from 'graphql';

/** https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/directives */
const MARKS: ReadonlySet<string> = new Set(['key', 'link', 'shareable', 'external', 'requires', 'provides', 'extends']);

export function federated(document: DocumentNode): DocumentNode {
  if (!document.definitions.some(isMarked)) return document;
  const defined = new Set(document.definitions.flatMap((node) => (isExtension(node) ? [] : nameOf(node))));
  const definitions = document.definitions.map((node) => {
    const [name] = nameOf(node);
    if (!isExtension(node) || name === undefined || defined.has(name)) return node;
    defined.add(name);
    return { ...node, kind: node.kind.replace('Extension', 'Definition') } as DefinitionNode;
  });
  return { ...document, definitions };
}

function isExtension({ kind }: DefinitionNode): boolean {
  return kind.endsWith('TypeExtension');
}

function nameOf(node: DefinitionNode): string[] {
  return 'name' in node && node.name !== undefined && node.kind !== 'DirectiveDefinition' ? [node.name.value] : [];
}

function isMarked(node: ASTNode): boolean {
  const marks = 'directives' in node ? (node.directives ?? []) : [];
  if (marks.some(({ name }) => MARKS.has(name.value))) return true;
  return 'fields' in node && Array.isArray(node.fields) && node.fields.some(isMarked);
}
