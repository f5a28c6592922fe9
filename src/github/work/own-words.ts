/** Whether a comment asks the App for something. Who hears of a comment asks here, and so does the sweep. */
import { parseCommand } from '../commands/parse.ts';

interface Written {
  readonly body?: string | undefined;
  readonly user: { readonly type?: string } | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** Edited comments are no commands: what they said when somebody read them is not known. Nor are those of bots. */
export function asksForSomething({ body = '', user, created_at, updated_at }: Written): boolean {
  return user?.type !== 'Bot' && created_at === updated_at && parseCommand(body).kind !== 'nothing';
}
