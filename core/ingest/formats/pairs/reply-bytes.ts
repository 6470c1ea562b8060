/**
 * In: the pairs of a line as they come. Out: the bytes of either direction, where the line names the ends twice, as the kernel's connection
 * tracking does: `src=A dst=B … bytes=1200 src=B dst=C … bytes=9000`, first what the client sent, then what was sent back.
 */
import type { EventDraft } from '../api.ts';
import type { Slot } from '../keyed/field-table.ts';
import { parseUint } from '../shared/numbers.ts';

const SOURCES: ReadonlySet<Slot> = new Set<Slot>(['sourceIp', 'source']);

export class ReplyBytes {
  /** Entry of the name by which the line first said who sends; -1 before. */
  private sender = -1;
  private isReply = false;
  private bytes = -1;

  begin(): void {
    this.sender = -1;
    this.isReply = false;
    this.bytes = -1;
  }

  take(entry: number, slot: Slot | undefined, text: string, start: number, end: number): void {
    if (slot === undefined) return;
    if (SOURCES.has(slot)) {
      if (this.sender < 0) this.sender = entry;
      else if (this.sender === entry) this.isReply = true;
    } else if (slot === 'bytesTotal' && this.isReply && this.bytes < 0) this.bytes = parseUint(text, start, end);
  }

  finish(out: EventDraft): void {
    if (this.bytes < 0 || out.bytesTotal < 0) return;
    out.bytesSent = out.bytesTotal;
    out.bytesReceived = this.bytes;
    out.bytesTotal = -1;
  }
}
