/**
 * Set-up of every test file: property tests draw the same values each time, so that the same commit always passes or
 * always fails. `UNDERCAST_SEED=random` draws others (to look for new counterexamples), a number those of that seed.
 */
import fc from 'fast-check';

const wanted = process.env.UNDERCAST_SEED ?? '20261126';
if (wanted !== 'random') fc.configureGlobal({ seed: Number(wanted) });
