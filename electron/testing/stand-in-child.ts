import { runChildEngine } from '../loopback/run-child-engine.ts';
import { createStandInEngine } from './stand-in-engine.ts';

await runChildEngine(createStandInEngine);
