/**
 * Hands the slices of a file to the parsers, several at a time. One that starts in an hour that the clock shows twice comes back unread: it is
 * handed out again once those before it are read and tell which of the two it starts in.
 */
import type { ClockState } from '../../ingest/normalize/wall-clock.ts';
import type { SliceOrder } from './parser-orders.ts';
import type { ParserPool, SliceEnd } from './parser-pool.ts';

interface Held {
  readonly order: SliceOrder;
  readonly end: SliceEnd;
}

export class OrderedSlices {
  private readonly pool: ParserPool;
  /** Where slices left the clock, by number, until the next one is read. */
  private readonly clocks = new Map<number, ClockState>();
  private held: Held[] = [];

  constructor(pool: ParserPool) {
    this.pool = pool;
  }

  async submit(order: SliceOrder, end: SliceEnd): Promise<void> {
    if (this.held.length > 0) await this.readHeld();
    await this.hand(order, end);
  }

  private async hand(order: SliceOrder, end: SliceEnd): Promise<void> {
    const clock = this.clocks.get(order.slice - 1) ?? null;
    await this.pool.submit(
      { ...order, clock },
      {
        ...end,
        onResult: (result) => {
          this.clocks.delete(result.slice - 1);
          if (result.clock) this.clocks.set(result.slice, result.clock);
          end.onResult(result);
        },
        onUnordered: (bytes) => this.held.push({ order: { ...order, bytes: bytes ?? order.bytes }, end }),
      },
    );
  }

  private async readHeld(): Promise<void> {
    await this.pool.drain();
    const held = this.held.sort((a, b) => a.order.slice - b.order.slice);
    this.held = [];
    for (const { order, end } of held) {
      await this.hand(order, end);
      await this.pool.drain();
    }
  }

  /** Resolves when every slice has been read. */
  async finish(): Promise<void> {
    await this.pool.drain();
    if (this.held.length > 0) await this.readHeld();
  }
}
