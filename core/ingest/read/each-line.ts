/**
 * In: what a path holds (files, folders, archives, standard input). Out: its lines one by one, numbered per file.
 * Guarantee: what cannot be read does not keep the others from being read: the first such failure is thrown at the end; memory does not grow
 * with a file.
 */
import type { Readable } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import { blocksOf } from './blocks.ts';
import { type OpenOptions, openText } from './open-text.ts';
import { type LogSource, listSources } from './sources.ts';

/** Sees a line as text[start, end), without its line end. A promise holds the reading back. */
export type OnLine = (text: string, start: number, end: number, line: number) => void | Promise<void>;

export interface LineOptions extends Pick<OpenOptions, 'rows'> {
  readonly encoding: 'latin1' | 'utf8';
  readonly stdin?: Readable | undefined;
}

/**
 * @param begin makes what sees the lines of one file
 * @throws AppError
 */
export async function eachLine(
  path: string,
  options: LineOptions,
  begin: (source: LogSource) => OnLine | Promise<OnLine>,
): Promise<void> {
  const { sources, problems } = await listSources([path], options.stdin);
  let failure = problems[0]?.error;
  for (const source of sources) {
    try {
      const onLoss = (loss: AppError): void => {
        failure ??= loss;
      };
      await readSource(await source.open({ onLoss }), source, options, await begin(source));
    } catch (cause) {
      if (!(cause instanceof AppError) || cause.code === 'job.cancelled') throw cause;
      failure ??= cause;
    }
  }
  if (failure) throw failure;
}

async function readSource(
  opened: Readable,
  source: LogSource,
  { encoding, rows = false }: LineOptions,
  onLine: OnLine,
): Promise<void> {
  const { text } = await openText(opened, { unfolded: source.unfolded === true, rows });
  let line = 0;
  for await (const block of blocksOf(text)) {
    const chunk = block.bytes.toString(encoding);
    for (let start = 0; start < chunk.length; ) {
      const newline = chunk.indexOf('\n', start);
      const end = newline < 0 ? chunk.length : newline;
      line++;
      const waiting = onLine(chunk, start, end, line);
      if (waiting) await waiting;
      start = end + 1;
    }
  }
}
