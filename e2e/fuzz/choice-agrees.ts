/**
 * In: lines of files whose format is not known. Out: where leaving out formats by the words of a line (detect/claim-words.ts) gives another
 * answer than asking all of them. Both readers read every line, as what was read before decides who is asked first.
 */
import type { TrafficFormat } from '../../core/ingest/formats/api.ts';
import { TRAFFIC_FORMATS } from '../../core/ingest/formats/registry.ts';
import { LineReader } from '../../core/ingest/slice/line-reader.ts';
import { readerOptions } from './reader-options.ts';

function withoutWords({ claimWords: _words, ...format }: TrafficFormat): TrafficFormat {
  return format;
}

/** What a reader says of a line: its verdict, who read it, and all that it found. */
function answerOf(reader: LineReader, line: string): string {
  const verdict = reader.read(line, 0, line.length);
  return JSON.stringify([verdict, reader.formatId, reader.draft]);
}

export class ChoiceAgrees {
  readonly #sifted = new LineReader(readerOptions(TRAFFIC_FORMATS));
  readonly #asked = new LineReader(readerOptions(TRAFFIC_FORMATS.map(withoutWords)));

  beginFile(fileDateMs: number): void {
    this.#sifted.beginFile(fileDateMs);
    this.#asked.beginFile(fileDateMs);
  }

  /** @returns '' where both say the same */
  read(line: string): string {
    const sifted = answerOf(this.#sifted, line);
    const asked = answerOf(this.#asked, line);
    return sifted === asked ? '' : `${sifted}, and with all formats asked ${asked}`;
  }
}
