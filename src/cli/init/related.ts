/** Finds the recordings that hold the rows of tables to which a drafted pipeline's schema leads. */
import type { Options } from '../../artifacts/artifact.ts';
import type { FoundSchema } from './classify.ts';

interface Named {
  readonly name: string;
}

type Step = { readonly kind: string } & { readonly path?: string; readonly options?: Options | undefined };

/** Recordings that are called as these tables, named by the step and written beside its own. */
export function withRelated<
  R extends Named,
  S extends Step,
  D extends { readonly recording: R; readonly steps: readonly S[] },
>(draft: D, schemas: readonly FoundSchema[], recordings: readonly R[]): D & { readonly related: readonly R[] } {
  const found = new Set<R>();
  const steps = draft.steps.map((step): S => {
    if (step.kind !== 'schema') return step;
    const schema = schemas.find(({ path, options }) => path === step.path && options === step.options);
    const own = recordings.filter((other) => other !== draft.recording && schema?.leadsTo?.(other.name));
    if (own.length === 0) return step;
    for (const one of own) found.add(one);
    return { ...step, options: { ...step.options, related: Object.fromEntries(own.map(({ name }) => [name, name])) } };
  });
  return { ...draft, steps, related: [...found] };
}
