/** What an organization says of who may block, where a clone of its `.github` is given: `--with acme/.github=../dot-github`. */
import type { ConsumerConfig } from '../config/config.ts';
import { configPath, parseConfig } from '../config/load.ts';
import { sameRepository } from '../downstreams/changing.ts';
import { locating } from '../errors.ts';
import type { Upstreams } from './upstreams.ts';

/**
 * Rows of its weir.yml, on the default branch of the clone or where `--with` says; none without one. Throws a ConfigError where that is wrong.
 * @param repository `owner/name` of the repository that changes
 */
export async function organizationGates(repository: string, others: Upstreams): Promise<ConsumerConfig[]> {
  const name = `${repository.split('/')[0]}/.github`;
  const given = others.repositories.find((one) => sameRepository(one, name));
  if (given === undefined) return [];
  const snapshot = await others.open({ repository: given, path: configPath });
  const text = await snapshot.read(configPath);
  if (text === undefined) return [];
  const path = `${given}:${configPath}`;
  const { consumers } = await locating(new Map([[path, text]]), undefined, () => parseConfig(text, path));
  return consumers.map((one) => ({ ...one, isFurther: true }));
}
