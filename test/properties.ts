/**
 * Properties are tried on the same values every time, so that a run tells of the change and not of luck.
 * PROPERTY_SEED=$RANDOM npm test tries others.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 1) });
