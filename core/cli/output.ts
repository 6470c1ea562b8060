import type { Writable } from 'node:stream';
import { AppError } from '../contract/errors.ts';
import { inertJson } from '../kit/visible-text.ts';
import { OutputClosed } from './failure.ts';
import { printableLine } from './human.ts';

/** What the engine gives as milliseconds under these names is an instant, whatever the answer. */
const INSTANTS: ReadonlySet<string> = new Set([
  ...['firstSeen', 'lastSeen', 'firstEvent', 'lastEvent', 'started', 'ended', 'taken', 'lastData', 'validTo'],
  ...['lastTry', 'lastSuccess', 'nextTry', 'lastRecords', 'reached', 'secretExpires'],
]);

function isoOf(part: unknown): unknown {
  return typeof part === 'number' ? new Date(part).toISOString() : part;
}

/** Standard output, written with back-pressure; a reader that went away ends the command quietly. */
export class Output {
  readonly isTerminal: boolean;
  private readonly stream: Writable;
  private failure: NodeJS.ErrnoException | null = null;

  constructor(stream: Writable & { readonly isTTY?: boolean }) {
    this.stream = stream;
    this.isTerminal = stream.isTTY === true;
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.failure ??= error;
    });
  }

  /** @throws OutputClosed, or AppError when the disk behind it is full */
  async write(text: string): Promise<void> {
    this.check();
    if (text !== '' && !this.stream.write(text)) await this.drained();
    this.check();
  }

  /** One line for people, whatever the names in it hold. */
  async line(text: string): Promise<void> {
    await this.write(`${printableLine(text)}\n`);
  }

  /** One JSON value on one line, with instants as programs read them. */
  async json(value: unknown): Promise<void> {
    const text = inertJson(value, (key, part) => (INSTANTS.has(key) ? isoOf(part) : part));
    await this.write(`${text}\n`);
  }

  /** Resolves when everything written so far has left. */
  async flush(): Promise<void> {
    if (this.failure === null) await new Promise<void>((resolve) => this.stream.write('', () => resolve()));
    this.check();
  }

  private check(): void {
    if (this.failure === null) return;
    const { code, message } = this.failure;
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') throw new OutputClosed();
    if (code === 'ENOSPC')
      throw new AppError('workspace.diskFull', 'The output could not be written: the disk is full.');
    throw new AppError('file.notReadable', `The output could not be written: ${message}`);
  }

  private async drained(): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.stream.off('drain', done);
        this.stream.off('error', done);
        this.stream.off('close', done);
        resolve();
      };
      this.stream.on('drain', done);
      this.stream.on('error', done);
      this.stream.on('close', done);
    });
  }
}
