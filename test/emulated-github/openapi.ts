/** Checks requests against GitHub's own description of them (`openapi.json`, made by `extract-openapi.ts`). */

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface Problem {
  readonly status: number;
  readonly message: string;
  /** False for lengths: GitHub refuses those too, and the App is expected to cope. */
  readonly isViolation: boolean;
}

/** Undefined where nothing is wrong. */
export function checkRequest(_request: Request): Problem | undefined {
  return undefined;
}
