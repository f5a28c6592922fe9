/** Whose requests go where: what each part of the port is made of. */
import type { Octokit } from './client.ts';

export interface Door {
  readonly octokit: Octokit;
  readonly owner: string;
  readonly repo: string;
}
