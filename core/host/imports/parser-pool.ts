/**
 * The parser threads. In: slices. Out: slice results and batches for the writer. A further thread starts when a slice comes and none is
 * idle: each loads every format, and most files are one slice.
 * Guarantee: no parser holds more than two unread slices or two batches that the writer has not stored, so memory stays flat
 * however fast the disk is. Nothing that a parser still says about an import that failed reaches the next one.
 */
import { Worker } from 'node:worker_threads';
import { AppError, fromWireError } from '../../contract/errors.ts';
import type { ActivityBatch } from '../../ingest/activities/activity-batch.ts';
import type { KnownFrame } from '../../ingest/frames/frame-index.ts';
import type { NameUse } from '../../ingest/names/record.ts';
import type { Batch } from '../../ingest/slice/batch.ts';
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';
import { endThread } from '../threads/end-thread.ts';
import { workerUrl } from '../worker-url.ts';
import type {
  AuditFile,
  AuditsOrder,
  BeginActivities,
  BeginOrder,
  FormatTraits,
  ParserAnswer,
  ParserData,
  ParserOrder,
  ParserReport,
  RecordsOrder,
  SliceOrder,
  WholeFile,
  WholesOrder,
} from './parser-orders.ts';

const MAX_QUEUED_SLICES = 2;
const MAX_UNSTORED_BATCHES = 2;

/** What becomes of a slice: it was read, or its file could not be. */
export interface SliceEnd {
  readonly onResult: (result: SliceResult) => void;
  /** Not asked of slices whose bytes are handed over. */
  readonly onUnreadable?: (error: AppError) => void;
  /** It was not read: the slices before it must be first. Its bytes come back, where they were handed over. */
  readonly onUnordered?: (bytes: Uint8Array | null) => void;
}

interface Parser {
  readonly number: number;
  readonly worker: Worker;
  queued: number;
  unstored: number;
  /** Names folded into wider ones in the import at hand. */
  folded: number;
  /** Of those, hosts beyond the many of one domain. */
  foldedHosts: number;
  /** Names that it has from evidence in the import at hand. */
  named: readonly NameUse[];
  isDead: boolean;
  readonly waiting: Map<string, SliceEnd>;
  /** Small files handed over, in turn. */
  wholes: ((results: readonly SliceResult[]) => void)[];
  flushed: (() => void) | null;
  described: ((formats: readonly FormatTraits[]) => void) | null;
}

export interface PoolSink {
  /** Stores a batch; resolves when it is committed. */
  store(parser: number, batch: Batch): Promise<void>;
  /** The same of activities; absent where none are to come. */
  storeActivities?(parser: number, batch: ActivityBatch): Promise<void>;
}

export class ParserPool {
  private readonly parsers: Parser[];
  private readonly limit: number;
  private readonly cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  private sink: PoolSink | null = null;
  private failure: Error | null = null;
  private wakeUps: (() => void)[] = [];
  /** Number of the import at hand; parsers send it along with what they say. */
  private run = 0;
  /** What parsers are told of the import at hand: how to read it, and frames found since. */
  private orders: ParserOrder[] = [];

  /** @param limit most threads */
  constructor(limit: number) {
    this.limit = limit;
    this.parsers = [this.spawn(0)];
  }

  get folded(): number {
    return this.parsers.reduce((sum, parser) => sum + parser.folded - parser.foldedHosts, 0);
  }

  get named(): NameUse[] {
    return this.parsers.flatMap((parser) => parser.named);
  }

  get foldedHosts(): number {
    return this.parsers.reduce((sum, parser) => sum + parser.foldedHosts, 0);
  }

  private spawn(number: number): Parser {
    const worker = new Worker(workerUrl('ingest-worker'), {
      workerData: { cancel: this.cancelFlag.buffer, isEarly: this.orders.length === 0 } satisfies ParserData,
      // Slices and their strings die young: with less room, half of them outlive a collection. More than this only costs memory.
      resourceLimits: { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 1024 },
    });
    const parser: Parser = {
      number,
      worker,
      queued: 0,
      unstored: 0,
      folded: 0,
      foldedHosts: 0,
      named: [],
      isDead: false,
      waiting: new Map(),
      wholes: [],
      flushed: null,
      described: null,
    };
    worker.on('message', ({ run, report }: ParserAnswer) => {
      if (run === this.run) {
        this.report(parser, report);
      }
    });
    const die = (reason: string) => {
      if (!parser.isDead) {
        parser.isDead = true;
        this.fail(new AppError('engine.gone', `A parser thread stopped: ${reason}`));
      }
    };
    worker.on('error', (cause) => die(String(cause)));
    worker.on('exit', (code) => die(`it ended with code ${code}`));
    return parser;
  }

  private fail(cause: Error): void {
    this.failure ??= cause;
    this.wake();
  }

  private wake(): void {
    const wakeUps = this.wakeUps;
    this.wakeUps = [];
    for (const wakeUp of wakeUps) {
      wakeUp();
    }
  }

  private report(parser: Parser, report: ParserReport): void {
    switch (report.type) {
      case 'slice': {
        this.endOf(parser, report.result)?.onResult(report.result);
        break;
      }
      case 'wholes':
        parser.queued--;
        parser.wholes.shift()?.(report.results);
        break;
      case 'unreadable': {
        this.endOf(parser, report)?.onUnreadable?.(fromWireError(report.error));
        break;
      }
      case 'unordered': {
        this.endOf(parser, report)?.onUnordered?.(report.bytes);
        break;
      }
      case 'batch':
        this.await(parser, this.sink?.store(parser.number, report.batch));
        break;
      case 'activities':
        this.await(parser, this.sink?.storeActivities?.(parser.number, report.batch));
        break;
      case 'flushed':
        parser.folded = report.folded;
        parser.foldedHosts = report.foldedHosts;
        parser.named = report.named;
        parser.flushed?.();
        parser.flushed = null;
        break;
      case 'described':
        parser.described?.(report.formats);
        parser.described = null;
        break;
      case 'error':
        this.fail(fromWireError(report.error));
        break;
    }
    this.wake();
  }

  /** Counts a batch as unstored until it is committed. */
  private await(parser: Parser, stored: Promise<void> | undefined): void {
    const { run } = this;
    parser.unstored++;
    stored?.then(
      () => {
        if (run === this.run) {
          parser.unstored--;
          this.wake();
        }
      },
      (cause: unknown) => {
        if (run === this.run) {
          this.fail(cause instanceof Error ? cause : new Error(String(cause)));
        }
      },
    );
  }

  /** Takes the slice off the parser's queue. */
  private endOf(
    parser: Parser,
    { file, slice }: { readonly file: number; readonly slice: number },
  ): SliceEnd | undefined {
    const key = `${file}/${slice}`;
    const end = parser.waiting.get(key);
    parser.waiting.delete(key);
    parser.queued--;
    return end;
  }

  private tell(parser: Parser, order: ParserOrder): void {
    parser.worker.postMessage(order, transferOf(order));
  }

  begin(order: Omit<BeginOrder, 'run'> | Omit<BeginActivities, 'run'>, sink: PoolSink): void {
    this.sink = sink;
    this.failure = null;
    this.run++;
    Atomics.store(this.cancelFlag, 0, 0);
    this.orders = [{ ...order, run: this.run }];
    for (const [at, old] of this.parsers.entries()) {
      const parser = old.isDead ? this.spawn(old.number) : old;
      this.parsers[at] = parser;
      parser.queued = 0;
      parser.unstored = 0;
      parser.folded = 0;
      parser.foldedHosts = 0;
      parser.named = [];
      parser.flushed = null;
      parser.described = null;
      parser.waiting.clear();
      parser.wholes = [];
      this.brief(parser);
    }
  }

  private brief(parser: Parser): void {
    for (const order of this.orders) this.tell(parser, order);
  }

  /** Parsers stop at the next frame; slices already handed in still answer. */
  cancel(): void {
    Atomics.store(this.cancelFlag, 0, 1);
    this.wake();
  }

  private async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      if (this.failure) {
        throw this.failure;
      }
      const found = find();
      if (found !== undefined) {
        return found;
      }
      await new Promise<void>((resolve) => this.wakeUps.push(resolve));
    }
  }

  /** Waits for a free parser and hands it the slice. */
  async submit(order: SliceOrder | RecordsOrder, end: SliceEnd): Promise<void> {
    const parser = await this.any();
    parser.queued++;
    parser.waiting.set(`${order.file}/${order.slice}`, end);
    this.tell(parser, order);
  }

  private any(): Promise<Parser> {
    if (this.parsers.length < this.limit && this.parsers.every((p) => p.queued > 0)) {
      const another = this.spawn(this.parsers.length);
      this.parsers.push(another);
      this.brief(another);
    }
    return this.free(this.parsers);
  }

  private free(parsers: readonly Parser[]): Promise<Parser> {
    return this.until(() =>
      parsers
        .filter((p) => p.queued < MAX_QUEUED_SLICES && p.unstored < MAX_UNSTORED_BATCHES)
        .sort((a, b) => a.queued - b.queued)
        .at(0),
    );
  }

  /** Has small files read, by the parser that read those before them. @returns what became of each */
  async readWholes(files: readonly WholeFile[], bytes: ArrayBuffer): Promise<readonly SliceResult[]> {
    return this.readOn(await this.free(this.parsers.slice(0, 1)), { type: 'wholes', files, bytes });
  }

  /** Has small audit logs read. @returns what became of each */
  async readAudits(files: readonly AuditFile[], bytes: ArrayBuffer): Promise<readonly SliceResult[]> {
    return this.readOn(await this.any(), { type: 'audits', files, bytes });
  }

  private readOn(parser: Parser, order: WholesOrder | AuditsOrder): Promise<readonly SliceResult[]> {
    parser.queued++;
    let results: readonly SliceResult[] | undefined;
    parser.wholes.push((read) => {
      results = read;
    });
    this.tell(parser, order);
    return this.until(() => results);
  }

  /** Resolves when every slice handed in has been read. */
  async drain(): Promise<void> {
    await this.until(() => (this.parsers.every((p) => p.queued === 0) ? true : undefined));
  }

  /** Makes every parser hand over what it holds; resolves when all of it is stored. */
  async flush(): Promise<void> {
    await this.drain();
    let open = this.parsers.length;
    for (const parser of this.parsers) {
      parser.flushed = () => {
        open--;
      };
      this.tell(parser, { type: 'flush' });
    }
    await this.until(() => (open === 0 && this.parsers.every((p) => p.unstored === 0) ? true : undefined));
  }

  /** Formats by id, as the parsers of the import at hand know them. */
  async describe(formats: readonly string[]): Promise<readonly FormatTraits[]> {
    const [parser] = this.parsers;
    if (!parser || formats.length === 0) return [];
    let answer: readonly FormatTraits[] | undefined;
    parser.described = (described) => {
      answer = described;
    };
    this.tell(parser, { type: 'describe', formats });
    return this.until(() => answer);
  }

  learn(frames: readonly KnownFrame[]): void {
    if (frames.length === 0) return;
    const order = { type: 'known', frames } as const;
    if (this.parsers.length < this.limit) this.orders.push(order);
    for (const parser of this.parsers) this.tell(parser, order);
  }

  async stop(): Promise<void> {
    this.cancel();
    await Promise.all(this.parsers.map((p) => endThread(p.worker, () => this.tell(p, { type: 'stop' }))));
  }
}

function transferOf(order: ParserOrder): ArrayBuffer[] {
  if (order.type === 'wholes' || order.type === 'audits') return [order.bytes];
  const bytes = order.type === 'slice' || order.type === 'records' ? order.bytes : null;
  return bytes instanceof Uint8Array ? [bytes.buffer as ArrayBuffer] : [];
}
