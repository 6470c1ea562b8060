/** What the view of a single line shows of it, counted or not. For tests only. */

import { createSyslogHeader, stripSyslog } from '../../normalize/syslog.ts';
import { EventDraft, type TrafficFormat } from '../api.ts';

/** The draft as the format's parser fills it, with detail. */
export function shownLine(format: TrafficFormat, line: string): EventDraft {
  const out = new EventDraft();
  out.wantDetail = true;
  const header = createSyslogHeader();
  stripSyslog(line, 0, line.length, header);
  format.createParser().parse(line, header.start, line.length, out, header);
  return out;
}
