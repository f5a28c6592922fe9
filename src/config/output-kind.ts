/** What an output holds, which decides how its change is measured. */
export type OutputKind = 'category' | 'number' | 'probability' | 'ranking' | 'text';

const outputKinds: readonly unknown[] = ['category', 'number', 'probability', 'ranking', 'text'] satisfies OutputKind[];

export function isOutputKind(value: unknown): value is OutputKind {
  return outputKinds.includes(value);
}
