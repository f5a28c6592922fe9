/** What people and Apps write into the conversation of a pull request, and the reactions to it. */

export interface Comment {
  readonly id: number;
  /** Its id in GraphQL. */
  readonly nodeId: string;
  /** Number of its pull request; undefined where it stands in an issue. */
  readonly pull: number | undefined;
  /** Number of its issue, where that is no pull request. */
  readonly issue?: number;
  /** Its page on GitHub. */
  readonly url: string;
  /** Of its author; '' where the account is gone. */
  readonly login: string;
  /** GitHub's `type` of that account is `Bot`. */
  readonly isBot: boolean;
  readonly body: string;
  /** ISO 8601. They differ once the comment was edited, by whomever: people who can write may edit others' comments. */
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Eyes: seen; a rocket: carried out; confused: answered instead. */
export type Reaction = 'eyes' | 'rocket' | 'confused';

export interface LeftReaction {
  readonly login: string | undefined;
  /** Anything that GitHub knows. */
  readonly content: string;
}

export interface Comments {
  /** Undefined where there is none, or no longer. */
  read(id: number): Promise<Comment | undefined>;
  /** Also in the second in which it was written, of which its times say nothing. */
  wasEdited(comment: Pick<Comment, 'id' | 'nodeId' | 'createdAt' | 'updatedAt'>): Promise<boolean>;
  /** All of a pull request. */
  list(number: number): Promise<Comment[]>;
  /** Of the whole repository, those that were written or edited since then. */
  since(time: Date): AsyncIterable<Comment>;
  post(number: number, body: string): Promise<void>;
  edit(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** Leaving one that is there already changes nothing. */
  react(id: number, content: Reaction): Promise<void>;
  reactions(id: number): Promise<LeftReaction[]>;
}
