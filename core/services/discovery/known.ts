/** How many transactions carry a measure or a name: what a figure over mixed streams is worth. */
import { FLAG_ACTION, FLAG_RECEIVED, FLAG_SENT, FLAG_TOTAL } from '../../ingest/cube/columns.ts';
import type { SegmentSpan } from '../../store/segments/scan.ts';

export interface KnownShares {
  readonly bytesSent: number | null;
  readonly bytesReceived: number | null;
  readonly bytesTotal: number | null;
  readonly user: number | null;
  readonly source: number | null;
  readonly device: number | null;
  readonly action: number | null;
  readonly matched: number | null;
}

export class KnownCounter {
  private readonly byFlags = new Float64Array(32);
  private user = 0;
  private source = 0;
  private device = 0;
  private matched = 0;
  private readonly appOfDest: Uint32Array;

  constructor(appOfDest: Uint32Array) {
    this.appOfDest = appOfDest;
  }

  addSpan({ columns: c, from, to, pass }: SegmentSpan): void {
    const { byFlags, appOfDest } = this;
    for (let cell = from; cell < to; cell++) {
      if (pass && !pass(cell)) {
        continue;
      }
      const tx = c.tx[cell] ?? 0;
      const flags = c.flags[cell] ?? 0;
      byFlags[flags] = (byFlags[flags] ?? 0) + tx;
      if ((c.user[cell] ?? 0) !== 0) this.user += tx;
      if ((c.source[cell] ?? 0) !== 0) this.source += tx;
      if ((c.device[cell] ?? 0) !== 0) this.device += tx;
      if ((appOfDest[c.dest[cell] ?? 0] ?? 0) !== 0) this.matched += tx;
    }
  }

  shares(): KnownShares {
    const all = this.byFlags.reduce((sum, tx) => sum + tx, 0);
    const share = (tx: number) => (all === 0 ? null : tx / all);
    const withFlag = (flag: number) => this.byFlags.reduce((sum, tx, flags) => (flags & flag ? sum + tx : sum), 0);
    return {
      bytesSent: share(withFlag(FLAG_SENT)),
      bytesReceived: share(withFlag(FLAG_RECEIVED)),
      bytesTotal: share(withFlag(FLAG_TOTAL)),
      user: share(this.user),
      source: share(this.source),
      device: share(this.device),
      action: share(withFlag(FLAG_ACTION)),
      matched: share(this.matched),
    };
  }
}
