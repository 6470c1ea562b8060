import { EventEmitter } from 'node:events';
import type { CreateEngine } from '../../core/host/api.ts';
import { runUtilityEngine } from '../engine/run-utility-engine.ts';
import type { EngineSettings } from '../shared/engine-messages.ts';
import type { StandInPort } from './stand-in-ports.ts';

/**
 * Electron's utilityProcess with a real engine inside this process: messages are cloned and arrive later, ports are
 * handed over, and a crash closes them as the death of a process would.
 */
export class StandInUtilityProcess extends EventEmitter {
  readonly stderr = null;
  readonly settings: EngineSettings;
  private readonly parent = new EventEmitter();
  private readonly ports: StandInPort[] = [];
  private alive = true;

  constructor(settings: EngineSettings, createEngine: CreateEngine) {
    super();
    this.settings = settings;
    const parentPort = {
      postMessage: (message: unknown) => this.tellMain(message),
      on: (event: 'message', listener: (event: { data: unknown; ports: readonly StandInPort[] }) => void) =>
        this.parent.on(event, listener),
    };
    runUtilityEngine(parentPort, createEngine, settings, () => this.crash(0)).catch(() => this.crash(1));
  }

  private tellMain(message: unknown): void {
    const copy = structuredClone(message);
    setImmediate(() => {
      if (this.alive) this.emit('message', copy);
    });
  }

  postMessage(message: unknown, ports: readonly StandInPort[] = []): void {
    const data = structuredClone(message);
    this.ports.push(...ports);
    setImmediate(() => {
      if (this.alive) this.parent.emit('message', { data, ports });
    });
  }

  kill(): boolean {
    this.crash(143);
    return true;
  }

  /** The process is gone, as if killed. */
  crash(code: number): void {
    if (!this.alive) return;
    this.alive = false;
    for (const port of this.ports) port.close();
    setImmediate(() => this.emit('exit', code));
  }
}
