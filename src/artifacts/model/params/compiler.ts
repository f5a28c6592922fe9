/** What reads params for a replay, without the rest that is known of them. */
import type { Compiler } from '../../engine.ts';
import { compile } from './compile.ts';

export const params: Compiler = { needs: { addons: false }, compile };
