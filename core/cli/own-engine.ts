/** The engine of a process that runs one command and ends. */
import { writeSync } from 'node:fs';
import process from 'node:process';
import type { Engine, EngineOptions } from '../host/api.ts';
import { EXIT } from './failure.ts';

/** Exit status with which the engine ends its process when one of its threads is gone. */
const ENGINE_DIED = 70;

/** Starts an engine that this process dies with, which is told in one line and with a status of ours. */
export async function startOwnEngine(options: EngineOptions): Promise<Engine> {
  let lastTrouble = 'for no known reason';
  process.once('exit', (status) => {
    if (status !== ENGINE_DIED) return;
    writeSync(2, `undercast: The engine stopped (${lastTrouble}). Nothing is half done; run the command again.\n`);
    process.exitCode = EXIT.input;
  });
  const { createEngine } = await import('../host/engine.ts');
  return createEngine({
    ...options,
    log: (level, message, data) => {
      if (level === 'error') lastTrouble = `${message}: ${String(data?.reason ?? '').split('\n')[0]}`;
      options.log(level, message, data);
    },
  });
}
