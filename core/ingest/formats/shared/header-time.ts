/** In: a line's syslog header. Out: its time in the draft, for lines that carry none of their own. */
import type { EventDraft, SyslogHeader } from '../api.ts';

export function takeHeaderTime(out: EventDraft, header: SyslogHeader): void {
  if (!Number.isNaN(out.timeMs)) return;
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
}
