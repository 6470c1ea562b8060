import { type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { z } from 'zod';
import type { BridgeReply } from '../../core/contract/bridge.ts';
import { AppError, toWireError } from '../../core/contract/errors.ts';
import { isAppUrl } from './app-protocol.ts';

/**
 * The only file that touches ipcMain. A message counts only from the main frame of a window of ours that shows a page
 * of ours, and with the shape its channel declares. Failures go back as values: Electron strips errors of their code.
 */
function isOurs(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame === event.sender.mainFrame && isAppUrl(frame.url);
}

export function answerGuarded<S extends z.ZodType>(
  channel: string,
  schema: S,
  answer: (input: z.output<S>, sender: WebContents) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, raw: unknown): Promise<BridgeReply> => {
    try {
      if (!isOurs(event)) throw new AppError('input.invalid', 'The message comes from a foreign page.');
      const input = schema.safeParse(raw);
      if (!input.success) throw new AppError('input.invalid', 'The message has not the shape its channel takes.');
      return { ok: true, value: await answer(input.data, event.sender) };
    } catch (error) {
      return { ok: false, error: toWireError(error) };
    }
  });
}

export function listenGuarded<S extends z.ZodType>(
  channel: string,
  schema: S,
  listen: (input: z.output<S>, sender: WebContents) => void,
): void {
  ipcMain.on(channel, (event, raw: unknown) => {
    const input = schema.safeParse(raw);
    if (isOurs(event) && input.success) listen(input.data, event.sender);
  });
}
