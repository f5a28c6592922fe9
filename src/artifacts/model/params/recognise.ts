/** Whether a file holds params: named values, in a file that is called as such files are. */
import { isObject } from '../../../document/is-object.ts';
import { isDeployment } from '../../likely.ts';
import { type NamedContent, sourceIn } from '../../named-content.ts';

const NAMES = /param|config|threshold|setting/i;

export function isParamsFile(file: NamedContent): boolean {
  const value = NAMES.test(file.path) ? sourceIn(file)?.value : undefined;
  return isObject(value) && value.$schema === undefined && !isDeployment(value);
}
