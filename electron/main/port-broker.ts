import { MessageChannelMain, type MessagePortMain, type WebContents } from 'electron';
import { z } from 'zod';
import type { EngineMessage } from '../../core/contract/wire.ts';
import { CHANNELS } from '../shared/channels.ts';
import { listenGuarded } from './guarded-ipc.ts';

/** Gives each page a port to the engine, and a new one whenever the engine was restarted. Main keeps neither end. */
export interface PortBroker {
  /** The engine answers (again). */
  engineReady(restartReason: string | null): void;
}

/** @param attach hands a port to the engine; false while there is none */
export function createPortBroker(attach: (port: MessagePortMain) => boolean): PortBroker {
  const pages = new Set<WebContents>();

  function handOver(page: WebContents, restartReason: string | null): void {
    const { port1, port2 } = new MessageChannelMain();
    if (restartReason !== null) {
      // Said into the engine's end before the engine has it, this is the first thing the page hears.
      port2.postMessage({
        type: 'event',
        name: 'engine.restarted',
        data: { reason: restartReason },
      } satisfies EngineMessage);
    }
    if (attach(port2)) page.postMessage(CHANNELS.port, null, [port1]);
  }

  listenGuarded(CHANNELS.connect, z.null(), (_input, page) => {
    if (!pages.has(page)) {
      pages.add(page);
      page.once('destroyed', () => pages.delete(page));
    }
    handOver(page, null);
  });

  return {
    engineReady(restartReason) {
      for (const page of pages) handOver(page, restartReason);
    },
  };
}
