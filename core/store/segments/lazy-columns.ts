/** Columns of one segment, each decoded when it is first looked at: a question that most segments have nothing for needs few of them. */
import type { CellColumns, ColumnName } from '../../ingest/cube/columns.ts';

type Numbers = Int32Array | Uint32Array | Uint8Array | Float64Array;

export class LazyColumns implements CellColumns {
  private readonly decoded: Partial<Record<ColumnName, Numbers>> = {};
  private readonly decode: <N extends ColumnName>(name: N) => CellColumns[N];

  /** @param decode called once for each column that is asked for */
  constructor(decode: <N extends ColumnName>(name: N) => CellColumns[N]) {
    this.decode = decode;
  }

  private column<N extends ColumnName>(name: N): CellColumns[N] {
    const known = this.decoded[name] as CellColumns[N] | undefined;
    if (known !== undefined) return known;
    const made = this.decode(name);
    this.decoded[name] = made;
    return made;
  }

  get hour(): Int32Array {
    return this.column('hour');
  }
  get user(): Uint32Array {
    return this.column('user');
  }
  get dest(): Uint32Array {
    return this.column('dest');
  }
  get source(): Uint32Array {
    return this.column('source');
  }
  get device(): Uint32Array {
    return this.column('device');
  }
  get flags(): Uint8Array {
    return this.column('flags');
  }
  get tx(): Uint32Array {
    return this.column('tx');
  }
  get sent(): Float64Array {
    return this.column('sent');
  }
  get received(): Float64Array {
    return this.column('received');
  }
  get total(): Float64Array {
    return this.column('total');
  }
  get first(): Uint32Array {
    return this.column('first');
  }
  get last(): Uint32Array {
    return this.column('last');
  }
}
