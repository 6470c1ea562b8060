import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { PagePort } from '../engine/run-engine.ts';

/** Electron's MessagePortMain over a real port of Node: same queueing, same structured clone, same close. */
export class StandInPort extends EventEmitter implements PagePort {
  readonly inner: MessagePort;

  constructor(inner: MessagePort) {
    super();
    this.inner = inner;
    inner.on('close', () => this.emit('close'));
  }

  postMessage(message: unknown): void {
    this.inner.postMessage(message);
  }

  start(): void {
    this.inner.on('message', (data: unknown) => this.emit('message', { data, ports: [] }));
    // A page under test that was forgotten must not keep the test's process alive.
    this.inner.unref();
  }

  close(): void {
    this.inner.close();
  }
}

export class StandInMessageChannelMain {
  readonly port1: StandInPort;
  readonly port2: StandInPort;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new StandInPort(port1);
    this.port2 = new StandInPort(port2);
  }
}
