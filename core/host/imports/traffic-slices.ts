/**
 * What a parser thread does with the slices and small files of one import of traffic. A file of its own, for it brings every format, and audit
 * logs need none.
 */
import { closeSync, openSync } from 'node:fs';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import { FrameIndex, type KnownFrame } from '../../ingest/frames/frame-index.ts';
import { NameIndex } from '../../ingest/names/name-index.ts';
import type { Batch } from '../../ingest/slice/batch.ts';
import { readEdgeText } from '../../ingest/slice/disguise.ts';
import { LineReader } from '../../ingest/slice/line-reader.ts';
import { startsInRepeatedHour } from '../../ingest/slice/slice-clock.ts';
import { type SliceInput, SliceParser, type SliceResult } from '../../ingest/slice/slice-parser.ts';
import { readFrame } from '../../store/evidence/evidence-file.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { BeginOrder, FormatTraits, ParserReport, SliceOrder, WholeFile, WholesOrder } from './parser-orders.ts';

/** What its thread gives it. */
export interface TrafficTools {
  /** The key of an anonymised stream. */
  readonly seal: WorkspaceSeal | null;
  /** Null where no evidence is kept. */
  readonly pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null;
  readonly onBatch: (batch: Batch) => void;
  readonly cancelled: () => boolean;
}

export class TrafficSlices {
  private readonly seal: WorkspaceSeal | null;
  private readonly ownFormats: readonly CustomFormat[];
  private readonly names: NameIndex | null;
  private readonly reader: LineReader;
  private readonly index: FrameIndex;
  private readonly parser: SliceParser;
  /** Small files that those behind them are compared with. */
  private wholes: ArrayBuffer[] = [];

  constructor(order: BeginOrder, { seal, pack, onBatch, cancelled }: TrafficTools) {
    this.seal = seal;
    this.ownFormats = order.ownFormats;
    this.names = order.names ? new NameIndex(order.names) : null;
    this.reader = new LineReader({
      formats: formatsFor(order.format, order.ownFormats),
      names: this.names,
      zone: order.zone,
      profile: order.profile,
      // The slice parser asks once per destination instead of once per line.
      skipForeignDirection: false,
      wantDetail: false,
      requireTime: true,
    });
    this.index = new FrameIndex((frame) => this.loadKnown(frame));
    for (const frame of order.known) this.addKnown(frame);
    this.parser = new SliceParser({
      reader: this.reader,
      index: this.index,
      bucketMinutes: order.bucketMinutes,
      pack,
      disguise: seal,
      onBatch,
      cancelled,
    });
  }

  private loadKnown(frame: KnownFrame): string | null {
    if (!frame.evidence) return null;
    const { file, offset, clen } = frame.evidence;
    const fd = openSync(file, 'r');
    try {
      return readFrame(fd, file, offset, clen, this.seal).toString('latin1');
    } finally {
      closeSync(fd);
    }
  }

  /** A frame of an anonymised stream tells its first and last line hash to the key's holder only. */
  private addKnown(frame: KnownFrame): void {
    const sealed = frame.edges ?? null;
    const edges = sealed === null || !this.seal ? null : readEdgeText(this.seal.openText(sealed) ?? '');
    this.index.add(edges ? { ...frame, ...edges } : frame);
  }

  /** @returns null for a slice that is not read: those before it must be first */
  slice(order: SliceOrder, bytes: Buffer): SliceResult | null {
    const { reader } = this;
    const { file, isSegment = false, clock = null } = order;
    const input: SliceInput = {
      file,
      slice: order.slice,
      bytes,
      startsFile: order.slice === 0,
      endsFile: order.last,
      prelude: order.slice === 0 ? '' : order.prelude,
      isSegment,
      clock,
    };
    if (order.slice > 0 && clock === null && !isSegment) {
      reader.beginFile(order.fileDateMs);
      if (startsInRepeatedHour(reader, input)) return null;
    }
    reader.beginFile(order.fileDateMs, isSegment);
    return this.parser.parse(input);
  }

  whole({ files, bytes }: WholesOrder): readonly SliceResult[] {
    this.wholes.push(bytes);
    return files.map((file) => this.readWhole(file, bytes));
  }

  private readWhole({ file, fileDateMs, start, length }: WholeFile, bytes: ArrayBuffer): SliceResult {
    this.reader.beginFile(fileDateMs);
    return this.parser.parse({
      file,
      slice: 0,
      bytes: Buffer.from(bytes, start, length),
      startsFile: true,
      endsFile: true,
      prelude: '',
      isWhole: true,
    });
  }

  /** Frames that were stored since: among them those of the small files. */
  known(frames: readonly KnownFrame[]): void {
    this.forgetWholes();
    for (const frame of frames) this.addKnown(frame);
  }

  /** Their frames come again as they are stored. Their memory goes at once: thousands of files would wait for the collector. */
  forgetWholes(): void {
    this.index.dropOwn();
    for (const buffer of this.wholes) buffer.transfer(0);
    this.wholes = [];
  }

  describe(ids: readonly string[]): readonly FormatTraits[] {
    return ids.flatMap((id) => {
      const format = formatsFor(id, this.ownFormats)[0];
      return format ? [{ fields: format.fields, fromEndpoints: format.fromEndpoints === true }] : [];
    });
  }

  /** Hands over what it holds. */
  flush(): ParserReport {
    const { parser, names } = this;
    parser.flush();
    return {
      type: 'flushed',
      folded: parser.foldedNames,
      foldedHosts: parser.foldedHosts,
      named: names?.uses() ?? [],
    };
  }
}
