/** Parameters of a path go by their place in it, whatever they are called: `/users/{id}` → `/users/{}`. */
export function pathKey(path: string): string {
  return path.replace(/\{[^}]*\}/g, '{}');
}
