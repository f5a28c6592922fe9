/** Workflows of GitHub Actions, and their runs. */

export interface WorkflowRun {
  /** Later runs have greater ones. */
  readonly id: number;
  /** Its page on GitHub. */
  readonly url: string;
  /** As its workflow calls it; of an event that has no other name, the event's type. */
  readonly title: string;
}

export interface NewestRuns {
  /** Newest first. */
  readonly runs: readonly WorkflowRun[];
  /** When they were read, by GitHub's clock, ISO 8601; undefined where GitHub does not say. */
  readonly readAt: string | undefined;
}

export interface Workflows {
  /** A file on the default branch, and how that is called; undefined where there is none. */
  file(path: string): Promise<{ readonly branch: string; readonly text: string } | undefined>;
  /** The newest that this event has begun; of one workflow where its path is named. */
  runs(event: 'workflow_dispatch' | 'repository_dispatch', path?: string): Promise<NewestRuns>;
  /** Undefined where there is none, or not yet. */
  run(id: number): Promise<WorkflowRun | undefined>;
  /** Begins a workflow; the id of its run, where GitHub says it. Status 403: needs actions: write. */
  start(path: string, branch: string, inputs: Readonly<Record<string, string>>): Promise<number | undefined>;
  /** Tells all workflows that wait for a type. GitHub says nothing of what began. Status 403: needs contents: write. */
  dispatch(type: string, payload: Readonly<Record<string, unknown>>): Promise<void>;
}
