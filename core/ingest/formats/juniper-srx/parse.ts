/** In: a line of an SRX or another Junos firewall, structured or plain. Out: a verdict and the draft. */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { readIsoTime } from '../shared/time.ts';
import { readAttackBytes, readContentBytes } from './alert-bytes.ts';
import { readFilterBytes, readScreenBytes } from './event-bytes.ts';
import { eventName, nameOf } from './name.ts';
import { filterAt, readFilter } from './packet-filter.ts';
import { PlainReader } from './plain.ts';
import { readPlainBytes } from './plain-bytes.ts';
import { StructuredReader } from './structured.ts';
import { readWebBytes } from './web-bytes.ts';

const LOOK = 900;

export class JuniperSrxParser implements LineParser {
  private readonly structured = new StructuredReader();
  private readonly plain = new PlainReader();

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return (
      this.structured.readBytes(bytes, start, end, out) ||
      readPlainBytes(bytes, start, end, out) ||
      readWebBytes(bytes, start, end, out) ||
      readScreenBytes(bytes, start, end, out) ||
      readFilterBytes(bytes, start, end, out) ||
      readAttackBytes(bytes, start, end, out) ||
      readContentBytes(bytes, start, end, out)
    );
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const filter = filterAt(text, start, end);
    if (filter >= 0) return readFilter(text, filter, end, out, header);
    const isStructured =
      findWord(text, '[junos@', start, Math.min(end, start + 200)) >= 0 ||
      findWord(text, 'source-address="', start, Math.min(end, start + LOOK)) >= 0;
    // Behind a relay's header without a year may stand the device's own, whose version is gone.
    readIsoTime(text, start, end, out);
    if (!isStructured) return this.plain.read(text, start, end, out, header);
    const name = eventName(text, start, end) ? nameOf(text) : '';
    return this.structured.read(text, start, end, name, out, header);
  }
}
