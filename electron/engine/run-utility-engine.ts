import type { ParentPort } from 'electron';
import type { CreateEngine } from '../../core/host/api.ts';
import type { EngineSettings, HostToEngine } from '../shared/engine-messages.ts';
import { type PagePort, runEngine } from './run-engine.ts';

/** The part of Electron's ParentPort that is used. */
export type EngineParentPort = Pick<ParentPort, 'postMessage'> & {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly PagePort[] }) => void,
  ): unknown;
};

/** The engine as Electron's utility process: control over the parent's port, each page over a port of its own. */
export async function runUtilityEngine(
  parent: EngineParentPort,
  createEngine: CreateEngine,
  settings: EngineSettings,
  leave: () => void,
): Promise<void> {
  await runEngine(
    {
      post: (message) => {
        parent.postMessage(message);
        // Main has asked for the end; the message is on its way before the loop is left.
        if (message.type === 'stopped') setImmediate(leave);
      },
      onMessage: (listener) => {
        parent.on('message', ({ data, ports }) => listener(data as HostToEngine, ports));
      },
    },
    createEngine,
    settings,
  );
}
