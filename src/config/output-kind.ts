/** What an output holds, which decides how its change is measured. */
export type OutputKind = 'category' | 'number' | 'probability' | 'ranking' | 'text';
