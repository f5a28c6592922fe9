/** Entry of a replay process, which loads nothing but what says how the rest is compiled. */
import { useCode } from '../code-cache/use.ts';

useCode('replay');
void import('./serve.ts');
