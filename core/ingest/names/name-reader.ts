/**
 * In: lines of name evidence, of one product or several mixed. Out: name records and a verdict for each line.
 * The first format that knows a line reads it; lines that none knows are rejected.
 */
import { AppError } from '../../contract/errors.ts';
import { decodeUtf8 } from '../../kit/text.ts';
import { createZone } from '../../kit/zone.ts';
import { EventDraft } from '../formats/api.ts';
import { BROKEN_MARK, CONTINUED_MARK } from '../normalize/record-marks.ts';
import { createSyslogHeader, stripSyslog } from '../normalize/syslog.ts';
import { normalizeTime, type TimeContext } from '../normalize/time.ts';
import { WallClock } from '../normalize/wall-clock.ts';
import { Certificates } from './certificates.ts';
import { dhcpdNames, windowsDhcpNames, zeekDhcpNames } from './formats/dhcp.ts';
import { dnsmasqNames, suricataNames, zeekNames } from './formats/dns.ts';
import { asaVpnNames, entraNames, radiusNames, windowsLogonNames } from './formats/sessions.ts';
import { jsonObject, type NameFormat, type NameLine, type NameVerdict } from './name-line.ts';
import type { NameRecord } from './record.ts';

export const NAME_FORMATS: readonly NameFormat[] = [
  zeekNames,
  zeekDhcpNames,
  suricataNames,
  windowsLogonNames,
  entraNames,
  dhcpdNames,
  dnsmasqNames,
  windowsDhcpNames,
  asaVpnNames,
  radiusNames,
];

/** A line of evidence is short; a longer one is no evidence. */
const MAX_LINE = 1 << 20;

export class NameReader {
  /** Id of the format that read the last line, '' for none. */
  formatId = '';
  /** Why the last line was rejected, or skipped where it is not for its kind; '' otherwise. */
  reason = '';
  private readonly parsers: readonly { readonly id: string; readonly parse: (line: NameLine) => NameVerdict }[];
  private readonly times: TimeContext;
  private readonly add: (record: NameRecord) => void;
  private readonly certificates: Certificates;
  private readonly header = createSyslogHeader();
  private readonly draft = new EventDraft();

  /** @throws AppError zone.unknown */
  constructor(options: {
    readonly zone: string;
    readonly fileDateMs: number;
    /** Shared by the readers of several files, whose sessions and certificates belong together. */
    readonly certificates?: Certificates;
    readonly add: (record: NameRecord) => void;
  }) {
    const zone = createZone(options.zone);
    if (!zone) {
      throw new AppError('zone.unknown', `"${options.zone}" is not a time zone. Use a name such as Europe/Berlin.`, {
        zone: options.zone,
      });
    }
    const clock = new WallClock(zone);
    this.times = {
      zoneOffset: (wallMs) => clock.offset(wallMs),
      onInstant: (instantMs) => clock.settle(instantMs),
      fileDateMs: options.fileDateMs,
    };
    this.parsers = NAME_FORMATS.map((format) => ({ id: format.id, parse: format.createParser() }));
    this.add = options.add;
    this.certificates = options.certificates ?? new Certificates();
  }

  /** @param raw a line as latin1 text, without its line end */
  read(raw: string): 'parsed' | 'skipped' | 'rejected' | 'blank' {
    const text = raw.trimEnd();
    this.formatId = '';
    this.reason = '';
    if (text === '') return 'blank';
    const first = text.charCodeAt(0);
    if (first === CONTINUED_MARK) {
      this.reason = 'continued';
      return 'skipped';
    }
    if (first === BROKEN_MARK) return this.reject('unterminated');
    if (text.length > MAX_LINE) return this.reject('line-too-long');
    const { header, draft } = this;
    stripSyslog(text, 0, text.length, header);
    draft.reset();
    draft.timeMs = header.timeMs;
    draft.timeIsLocal = header.timeIsLocal;
    draft.timeIsYearless = header.timeIsYearless;
    const isPlausible = !Number.isNaN(header.timeMs) && normalizeTime(draft, this.times) === '';
    const message = decodeUtf8(text.slice(header.start));
    const line: NameLine = {
      // The tag of a syslog line says which daemon wrote it; the stripper may have taken it off.
      text: message,
      json: message.startsWith('{') ? jsonObject(message) : null,
      headerSecond: isPlausible ? Math.floor(draft.timeMs / 1000) : Number.NaN,
      times: this.times,
      certificates: this.certificates,
      add: this.add,
    };
    for (const { id, parse } of this.parsers) {
      const verdict = parse(line);
      if (verdict === null) continue;
      this.formatId = id;
      return verdict === 'rejected' ? this.reject('shape') : verdict;
    }
    return this.reject('shape');
  }

  private reject(reason: string): 'rejected' {
    this.reason = reason;
    return 'rejected';
  }
}
