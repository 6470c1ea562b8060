/** In: a line whose labels name both ends. Out: the draft, with what the line says became of it. */
import { ACTION_UNKNOWN, type EventDraft, type LineParser, PARSED, type SyslogHeader } from '../api.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readAnyTime } from '../shared/time.ts';
import { reject } from '../shared/verdict.ts';
import { type LabelledEnds, labelledEnds } from './ends.ts';

/** The line that was asked about last: a line is claimed first and then read. */
const last: { text: string; start: number; end: number; ends: LabelledEnds | undefined } = {
  text: '',
  start: 0,
  end: -1,
  ends: undefined,
};

function endsOf(text: string, start: number, end: number): LabelledEnds | undefined {
  if (start === last.start && end === last.end && text === last.text) return last.ends;
  last.text = text;
  last.start = start;
  last.end = end;
  last.ends = labelledEnds(text, start, end);
  return last.ends;
}

const OPEN_BRACE = 123;
/** NETGEAR puts the time in brackets, behind the day of the week. */
const OPENING = /^\[(?:[A-Z][a-z]{2}, )?/;
const OPENING_LOOK = 6;

/** 0.51 where labels name both ends: whoever knows the product claims more. */
export function claimLabels(text: string, start: number, end: number): number {
  if (text.charCodeAt(start) === OPEN_BRACE) return 0;
  return endsOf(text, start, end) === undefined ? 0 : 0.51;
}

export function createLabelsParser(): LineParser {
  return {
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader) {
      const ends = endsOf(text, start, end);
      if (ends === undefined) return reject(out, 'shape');
      readAnyTime(text, start + (OPENING.exec(text.substring(start, start + OPENING_LOOK))?.[0].length ?? 0), end, out);
      takeHeaderTime(out, header);
      out.sourceIp = ends.source;
      out.sourceUser = ends.user;
      out.destinationIp = ends.destination;
      out.destinationPort = ends.port;
      out.action = ends.action === '' ? ACTION_UNKNOWN : actionOfWord(ends.action);
      return PARSED;
    },
  };
}
