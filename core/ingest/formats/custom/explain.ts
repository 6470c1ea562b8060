/** In: a definition and lines. Out: what becomes of each line, field by field: for the wizard that a definition is made in. */
import type { CustomFormat, MappedField } from '../../../contract/custom-format.ts';
import { decodeUtf8 } from '../../../kit/text.ts';
import { createZone } from '../../../kit/zone.ts';
import type { TrafficRecord } from '../../../model/traffic.ts';
import { normalizeDraft } from '../../normalize/normalize.ts';
import { toRecord } from '../../normalize/record.ts';
import { createSyslogHeader, stripSyslog } from '../../normalize/syslog.ts';
import { EventDraft, PARSED, SKIPPED } from '../api.ts';
import { CustomLine } from './line.ts';

export interface ExplainedLine {
  readonly line: number;
  readonly verdict: 'parsed' | 'skipped' | 'rejected';
  /** '' when it was parsed. */
  readonly reason: string;
  /** What the record says; null for lines that make none. */
  readonly record: TrafficRecord | null;
  /** By mapped field: the value as it was logged, and whether it has the form that the field needs. */
  readonly fields: Readonly<Partial<Record<MappedField, { readonly raw: string; readonly fits: boolean }>>>;
}

/**
 * @param lines latin1 text, one line each
 * @param fileDateMs for times without a year
 * @throws AppError format.invalid
 */
export function explainLines(
  definition: CustomFormat,
  lines: readonly string[],
  options: { readonly zone: string; readonly fileDateMs: number },
): ExplainedLine[] {
  const reading = new CustomLine(definition);
  const zone = createZone(options.zone);
  const header = createSyslogHeader();
  const draft = new EventDraft();
  draft.wantDetail = true;
  const context = {
    zoneOffset: (wallMs: number) => zone?.offsetAtWall(wallMs) ?? 0,
    fileDateMs: options.fileDateMs,
    requireTime: true,
  };
  const explained: ExplainedLine[] = [];
  lines.forEach((text, index) => {
    const end = text.trimEnd().length;
    if (end === 0) return;
    draft.reset();
    stripSyslog(text, 0, end, header);
    const verdict = reading.read(text, header.start, end, draft, header);
    const { reason } = draft;
    const fields = verdict === SKIPPED ? {} : fieldsOf(reading);
    const problem = verdict === PARSED ? normalizeDraft(draft, context) : reason;
    const isParsed = verdict === PARSED && problem === '';
    explained.push({
      line: index + 1,
      verdict: isParsed ? 'parsed' : verdict === SKIPPED ? 'skipped' : 'rejected',
      reason: isParsed ? '' : problem,
      record: isParsed ? toRecord(draft, index + 1, definition.id) : null,
      fields,
    });
  });
  return explained;
}

function fieldsOf(reading: CustomLine): ExplainedLine['fields'] {
  return Object.fromEntries(
    reading.readers.map((reader, at) => [
      reader.field,
      { raw: decodeUtf8(reading.raw(reader.field)).slice(0, 500), fits: reading.misfits[at] !== true },
    ]),
  );
}
