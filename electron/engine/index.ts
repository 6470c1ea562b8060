import { createEngine } from '../../core/host/engine.ts';
import type { EngineSettings } from '../shared/engine-messages.ts';
import { type EngineParentPort, runUtilityEngine } from './run-utility-engine.ts';
import { checkRuntime } from './runtime-check.ts';

// Entry of Electron's utility process: everything that reads logs, stores and computes. Main only starts it.
const settings = JSON.parse(process.argv.at(-1) ?? '{}') as EngineSettings;
const { parentPort } = process as unknown as { readonly parentPort: EngineParentPort };
await checkRuntime();
await runUtilityEngine(parentPort, createEngine, settings, () => process.exit(0));
