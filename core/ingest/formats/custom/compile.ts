/**
 * In: a definition. Out: a format like Undercast's own, for detection, preview, imports, evidence and `parse`.
 * Its claims stay below those of the built-in formats, so that a definition never takes lines from a product that is known; chosen by
 * hand it reads every line.
 */
import type { CustomFormat } from '../../../contract/custom-format.ts';
import { TRAFFIC_FIELDS, type TrafficField } from '../../../model/traffic.ts';
import { createSyslogHeader } from '../../normalize/syslog.ts';
import { EventDraft, type LineParser, PARSED, type SyslogHeader, type TrafficFormat } from '../api.ts';
import { CustomLine } from './line.ts';

/** What a line claims whose mapped fields all fit. Product formats claim 0.8 and more for their own lines. */
const MOST = 0.7;
/** A line that reads with few telling fields might be anything. */
const LEAST_FIT = 0.5;

const KINDS: Readonly<Record<CustomFormat['layout']['kind'], string>> = {
  csv: 'columns',
  keyvalue: 'key and value pairs',
  json: 'a JSON object a line',
  w3c: 'columns under a #Fields line',
  regex: 'your pattern',
};

/** @throws AppError format.invalid when a pattern or zone in it cannot be used */
export function compileFormat(definition: CustomFormat): TrafficFormat {
  const claims = new Claims(definition);
  const { kind } = definition.layout;
  const isDirective = kind === 'w3c' || (kind === 'csv' && definition.layout.header);
  return {
    id: definition.id,
    title: definition.title,
    vendor: definition.vendor,
    grade: 'own',
    source: 'described in this workspace',
    fields: fieldsOf(definition),
    split: isDirective ? 'directive' : 'line',
    objects: kind === 'json' ? 'only' : 'too',
    signature: `${KINDS[kind]} as you described, with the fields you mapped`,
    claim: (text, start, end) => claims.claim(text, start, end),
    claimBounds: () => [0, MOST],
    createParser: () => createParser(definition),
  };
}

function createParser(definition: CustomFormat): LineParser {
  const line = new CustomLine(definition);
  const { layout } = line;
  return {
    parse: (text, start, end, out, header) => {
      out.reset();
      return line.read(text, start, end, out, header);
    },
    ...(layout.saveState === undefined ? {} : { saveState: () => layout.saveState?.() ?? '' }),
    ...(layout.restoreState === undefined ? {} : { restoreState: (state: string) => layout.restoreState?.(state) }),
  };
}

/** Fields its lines can give: the mapped ones, and those that follow from them. */
function fieldsOf({ fields }: CustomFormat): TrafficField[] {
  const given = new Set<string>(Object.keys(fields));
  given.add('time');
  if (given.has('url')) given.add('destinationHost');
  if (given.has('destinationHost') || given.has('url')) given.add('destinationIp');
  return TRAFFIC_FIELDS.filter((field) => given.has(field));
}

/** Reads lines on trial. Header lines have no effect on later claims: each line is judged alone. */
class Claims {
  private readonly line: CustomLine;
  private readonly draft = new EventDraft();
  /** A header that is not looked at: a claim sees the message only. */
  private readonly header: SyslogHeader = { ...createSyslogHeader(), timeMs: 0 };

  constructor(definition: CustomFormat) {
    this.line = new CustomLine(definition);
    this.draft.wantDetail = true;
  }

  claim(text: string, start: number, end: number): number {
    const { line, draft } = this;
    draft.reset();
    const verdict = line.read(text, start, end, draft, this.header);
    if (verdict === PARSED) {
      const fit = line.fit();
      return fit < LEAST_FIT ? 0 : MOST * fit;
    }
    if (draft.reason !== 'header') return 0;
    line.layout.restoreState?.('');
    return MOST;
  }
}
