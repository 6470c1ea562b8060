import type { EventDraft, SyslogHeader } from '../api.ts';

/** Gives a draft the time of its syslog header, for lines that hold none of their own. */
export function takeHeaderTime(out: EventDraft, header: SyslogHeader): void {
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
}
