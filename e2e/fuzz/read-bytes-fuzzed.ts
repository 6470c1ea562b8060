/**
 * In: mutated lines of the formats that read bytes. Out: what went wrong there, see windows-agree.ts, and the slowest line.
 * Each line is read by its format, and as a line of an unknown file in which lines of that format stand.
 */
import { TRAFFIC_FORMATS } from '../../core/ingest/formats/registry.ts';
import { LineReader } from '../../core/ingest/slice/line-reader.ts';
import { Random } from '../../core/sample/random.ts';
import { sampleOf } from './corpus.ts';
import { mutated } from './mutate.ts';
import { type Failure, FILE_DATE_MS, type Slowest } from './read-fuzzed.ts';
import { readerOptions } from './reader-options.ts';
import { threadMs } from './thread-clock.ts';
import { WindowsAgree } from './windows-agree.ts';
import { WRAPS } from './wrap.ts';

export interface BytesFuzzOptions {
  readonly lines: number;
  readonly seed: number;
  readonly corpus: readonly string[];
  /** Ids of the formats to read; every one that reads bytes when absent. */
  readonly formats?: readonly string[];
  readonly onProgress?: (done: number) => void;
}

export interface BytesFuzzResult {
  readonly failures: readonly Failure[];
  readonly slowest: Slowest;
  /** Readings that took a line from its bytes. */
  readonly plain: number;
}

const MAX_FAILURES = 20;
const PROGRESS_LINES = 10_000;
/** Lines of one file, all of one format. */
const FILE_LINES = 200;
const RETRIES = 4;

interface Subject {
  readonly id: string;
  readonly sample: readonly string[];
  readonly named: Reading;
  readonly auto: Reading;
}

interface Reading {
  readonly name: string;
  readonly reader: LineReader;
  readonly agree: WindowsAgree;
}

function reading(name: string, reader: LineReader): Reading {
  return { name, reader, agree: new WindowsAgree(reader) };
}

function subjects(ids: readonly string[] | undefined): Subject[] {
  return TRAFFIC_FORMATS.filter(({ id }) => ids === undefined || ids.includes(id))
    .filter((format) => format.createParser().readBytes !== undefined)
    .map((format) => ({
      id: format.id,
      sample: sampleOf(format).map((line) => line.replace(/\r$/, '')),
      named: reading(format.id, new LineReader(importOptions(format.id))),
      auto: reading(`auto, ${format.id}`, new LineReader(importOptions('auto'))),
    }));
}

/** As an import reads: only what is counted, and direction asked by name. */
function importOptions(id: string) {
  const formats = id === 'auto' ? TRAFFIC_FORMATS : TRAFFIC_FORMATS.filter((format) => format.id === id);
  return {
    ...readerOptions(formats),
    skipForeignDirection: false,
    wantDetail: false,
    requireTime: true,
    readSkipped: false,
  };
}

/** Reads `lines` mutated lines both ways. @returns what went wrong; times are of the processor */
export function readBytesFuzzed(options: BytesFuzzOptions): BytesFuzzResult {
  const random = new Random(options.seed);
  const all = subjects(options.formats);
  const failures: Failure[] = [];
  let slowest: Slowest = { format: '', line: '', ms: 0 };

  const check = ({ name, reader, agree }: Reading, line: string, turn: number): void => {
    let ms = 0;
    try {
      const begun = performance.now();
      const error = agree.check(line, turn);
      ms = performance.now() - begun;
      if (error !== '') failures.push({ format: name, line, error });
    } catch (error) {
      failures.push({
        format: name,
        line,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    }
    if (ms > slowest.ms) ms = leastMs(reader, line, ms, slowest.ms);
    if (ms > slowest.ms) slowest = { format: name, line, ms };
  };

  let done = 0;
  for (let file = 0; done < options.lines && failures.length < MAX_FAILURES; file++) {
    const subject = all[file % all.length];
    if (subject === undefined) break;
    const { sample, named, auto } = subject;
    // Every other round its lines stand in objects.
    const round = Math.floor(file / all.length);
    const wrap = round % 2 === 1 ? WRAPS[(round >> 1) % WRAPS.length] : undefined;
    begin(named.reader, sample, random);
    begin(auto.reader, sample, random);
    for (let line = 0; line < FILE_LINES && done < options.lines && failures.length < MAX_FAILURES; line++, done++) {
      const whole = sample[random.below(sample.length)] ?? '';
      const bare = line % 4 === 0 ? whole : mutated(whole, options.corpus, random);
      const text = wrap === undefined ? bare : line % 8 < 7 ? wrap(bare) : mutated(wrap(bare), options.corpus, random);
      check(named, text, done);
      check(auto, text, done);
      // What a mutated line was taken for stays out of the next one's way.
      if (auto.reader.formatId !== subject.id) auto.reader.read(whole, 0, whole.length);
      if (done % PROGRESS_LINES === 0) options.onProgress?.(done);
    }
  }
  const plain = all.reduce((sum, { named, auto }) => sum + named.agree.plain + auto.agree.plain, 0);
  return { failures, slowest, plain };
}

/** Begins a file with some first lines of the sample, so that other directives are in force from file to file. */
function begin(reader: LineReader, sample: readonly string[], random: Random): void {
  reader.beginFile(FILE_DATE_MS);
  const first = 1 + random.below(sample.length);
  for (const line of sample.slice(0, first)) reader.read(line, 0, line.length);
}

/** A collection of garbage holds any line up once: only what stays slow is slow. */
function leastMs(reader: LineReader, line: string, first: number, limit: number): number {
  const bytes = Buffer.from(line, 'latin1');
  let ms = first;
  for (let again = 0; again < RETRIES && ms > limit; again++) {
    const begun = threadMs();
    reader.readBytes(bytes, 0, bytes.length);
    reader.read(line, 0, line.length);
    ms = Math.min(ms, threadMs() - begun);
  }
  return ms;
}
