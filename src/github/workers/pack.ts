/** A round as it is sent: ids that are made of what is to be done, and all else closed. */
import type { Task } from '../../replay/messages.ts';
import type { Setting } from '../../replay/spread/round.ts';
import { fullName, type RepositoryRef, refOf } from '../port/repository.ts';
import type { Box } from './box.ts';

export interface Packed {
  readonly settingId: string;
  /** Closed, as base64: see `SettingMessage`. */
  readonly setting: string;
  /** Of the round. */
  readonly id: string;
  /** Of the repository. */
  readonly repository: string;
  readonly tasks: readonly Task[];
}

/** What a worker has to know before it can replay shards. */
export interface SettingMessage {
  /** In which tracked files of the recording lie. */
  readonly repository: RepositoryRef;
  readonly setting: Setting;
}

export function pack(box: Box, repository: RepositoryRef, setting: Setting, tasks: readonly Task[]): Packed {
  const ref = refOf(repository);
  const message: SettingMessage = { repository: ref, setting };
  const settingId = box.nameOf(['setting', message]);
  return {
    settingId,
    setting: box.close(['setting', settingId], message).toString('base64'),
    id: box.nameOf(['round', settingId, tasks]),
    repository: box.nameOf(['repository', ref.installation, fullName(ref)]),
    tasks,
  };
}
