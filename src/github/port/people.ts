/** Who somebody is, as GitHub has it at this moment. */

export interface Collaborator {
  /** GitHub's number of the account, which it keeps under another login; undefined where GitHub does not say. */
  readonly id: number | undefined;
  /** `admin`, `write`, `read` or `none`: what the role amounts to. */
  readonly permission: string;
  /** Also `maintain` and `triage`, or a role of the organization's own making. */
  readonly role: string | undefined;
}

export interface People {
  /** Undefined for people that GitHub does not know. */
  collaborator(login: string, signal?: AbortSignal): Promise<Collaborator | undefined>;
  /** Of a team or one below it; undefined where GitHub does not tell the App. */
  isMember(team: { readonly org: string; readonly team: string }, login: string): Promise<boolean | undefined>;
}
