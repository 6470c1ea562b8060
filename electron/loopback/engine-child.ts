import { createEngine } from '../../core/host/engine.ts';
import { runChildEngine } from './run-child-engine.ts';

await runChildEngine(createEngine);
