/** Where commits are deployed. */

export interface Deployments {
  /**
   * Address of the newest deployment of a commit that has succeeded, in an environment or in any; undefined: there is none
   * yet. Status 403: the App may not read deployments.
   */
  find(head: string, environment: string | undefined, signal?: AbortSignal): Promise<string | undefined>;
}
