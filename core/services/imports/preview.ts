/** What an import would read: detection with reasons, first records, rejects, direction, and guesses for the profile. */

import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError, toWireError } from '../../contract/errors.ts';
import { ACTIVITY_STREAM, DEFAULT_STREAM, type FilePreview } from '../../contract/imports.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { Profile } from '../../contract/workspace.ts';
import { detectFormat } from '../../ingest/detect/detect.ts';
import { PARSED, REJECTED } from '../../ingest/formats/api.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import { toRecord } from '../../ingest/normalize/record.ts';
import { openHead } from '../../ingest/read/open-text.ts';
import { listShownSources, type ShownPath } from '../../ingest/read/shown-sources.ts';
import { HEAD_ONLY, type LogSource } from '../../ingest/read/sources.ts';
import { BLANK, LineReader } from '../../ingest/slice/line-reader.ts';
import { NO_PROFILE } from '../../store/read/reading-profile.ts';
import { auditConnectors } from './audit-log.ts';
import { mayBeAuditLog, previewActivities, shownCandidates } from './preview-activities.ts';
import { ProfileGuess } from './profile-guess.ts';
import { MIN_FORMAT_SCORE, stateIn } from './state-file.ts';

export interface PreviewInput {
  readonly files: readonly (ShownPath & { readonly token: string })[];
  readonly format: string;
  /** The connector that is to read the files, whatever they look like. */
  readonly connector?: string | undefined;
  readonly zone: string | undefined;
  readonly profile: Profile | null;
  /** Formats that the workspace describes itself. */
  readonly ownFormats: readonly CustomFormat[];
  readonly ownConnectors: readonly CustomConnector[];
}

/** Read of each file at most. */
const HEAD_BYTES = 1024 * 1024;
/** Files looked into; the rest is only counted. */
const MAX_FILES = 50;
const MAX_RECORDS = 20;
const MAX_REJECTS = 20;
const RAW_CHARS = 2000;
const LIMITS = { headBytes: HEAD_BYTES, records: MAX_RECORDS, rejects: MAX_REJECTS, rawChars: RAW_CHARS };

export async function previewImport(input: PreviewInput): Promise<MethodOutput<'imports.preview'>> {
  const guess = new ProfileGuess(input.profile);
  const files: FilePreview[] = [];
  let fileCount = 0;
  for (const { token, ...file } of input.files) {
    const { sources, problems } = await listShownSources([file]);
    fileCount += sources.length + problems.length;
    for (const problem of problems) {
      files.push(failedPreview(token, problem.name, problem.error));
    }
    for (const source of sources) {
      if (files.length < MAX_FILES) {
        files.push(
          await previewSource(source, token, input, guess).catch((cause: unknown) =>
            failedPreview(token, source.name, cause),
          ),
        );
      }
    }
  }
  const profile = guess.profile(
    input.zone ?? input.profile?.logZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  return { files, fileCount, profileGuess: profile, streamGuess: streamName(files) };
}

function streamName(files: readonly FilePreview[]): string {
  const read = files.filter(({ error }) => error === null);
  if (read.length > 0 && read.every(({ kind }) => kind === 'activities')) return ACTIVITY_STREAM;
  const formats = new Set(files.flatMap((file) => (file.mayBeAudit ? [] : (file.candidates[0]?.title ?? []))));
  const [only] = formats;
  return formats.size === 1 && only !== undefined ? only : DEFAULT_STREAM;
}

function emptyPreview(token: string, name: string): FilePreview {
  return {
    kind: 'traffic',
    mayBeAudit: false,
    state: null,
    token,
    name,
    bytes: 0,
    compression: 'none',
    encoding: 'unknown',
    candidates: [],
    fields: [],
    records: [],
    rejects: [],
    sampled: { lines: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0 },
    direction: { outbound: 0, inbound: 0, internal: 0 },
    firstEvent: null,
    lastEvent: null,
    zoneInLog: true,
    error: null,
  };
}

function failedPreview(token: string, name: string, cause: unknown): FilePreview {
  const { code, message } = toWireError(cause);
  return { ...emptyPreview(token, name), error: { code, message } };
}

async function previewSource(
  source: LogSource,
  token: string,
  input: PreviewInput,
  guess: ProfileGuess,
): Promise<FilePreview> {
  const { text, encoding } = await openHead(await source.open(HEAD_ONLY), HEAD_BYTES);
  if (text.trim() === '') {
    throw new AppError('file.empty', `There are no lines in ${source.name}.`, { path: source.name });
  }
  const { connector, ownConnectors } = input;
  if (connector !== undefined || input.format === 'auto') {
    const found = await auditConnectors(source.name, () => source.open(HEAD_ONLY), ownConnectors);
    const empty = emptyPreview(token, source.name);
    if (connector !== undefined || found.length > 0) {
      const zone = input.zone ?? input.profile?.logZone ?? 'UTC';
      const reading = { connector: connector ?? 'auto', own: ownConnectors, zone };
      return previewActivities(source, empty, found, reading, LIMITS);
    }
  }
  const formats = formatsFor('auto', input.ownFormats);
  const candidates = detectFormat({ text, fileName: source.name }, formats);
  const byId = new Map(formats.map((format) => [format.id, format]));
  const reader = new LineReader({
    formats: formatsFor(input.format, input.ownFormats),
    zone: input.zone ?? 'UTC',
    profile: input.profile ?? NO_PROFILE,
    skipForeignDirection: false,
    wantDetail: true,
    requireTime: true,
  });
  reader.beginFile(source.modifiedMs, source.segment !== undefined);
  const preview = {
    ...emptyPreview(token, source.name),
    sampled: { lines: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0 },
    direction: { outbound: 0, inbound: 0, internal: 0 },
  };
  const records: FilePreview['records'] = [];
  const rejects: FilePreview['rejects'] = [];
  const readBy = new Set<string>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    preview.sampled.lines++;
    const verdict = reader.read(text, start, end);
    const raw = () =>
      Buffer.from(text.slice(start, Math.min(end, start + RAW_CHARS)), 'latin1')
        .toString('utf8')
        .replace(/\r$/, '');
    if (verdict === PARSED) {
      preview.sampled.parsed++;
      readBy.add(reader.formatId);
      const { draft } = reader;
      first = Math.min(first, draft.timeMs);
      last = Math.max(last, draft.timeMs);
      preview.direction[reader.direction]++;
      guess.see(draft);
      if (records.length < MAX_RECORDS) {
        records.push({ raw: raw(), record: { ...toRecord(draft, preview.sampled.lines, reader.formatId) } });
      }
    } else if (verdict === BLANK) {
      preview.sampled.blank++;
    } else {
      const rejected = verdict === REJECTED;
      if (rejected) preview.sampled.rejected++;
      else preview.sampled.skipped++;
      if (rejected && rejects.length < MAX_REJECTS) {
        rejects.push({ line: preview.sampled.lines, reason: reader.draft.reason, raw: raw() });
      }
    }
    start = end + 1;
  }
  const best = candidates[0]?.score ?? 0;
  const state = await stateIn(source);
  const fields = new Set([...readBy].flatMap((id) => byId.get(id)?.fields ?? []));
  return {
    ...preview,
    bytes: source.bytes ?? 0,
    compression: source.compression,
    encoding,
    candidates: shownCandidates(candidates, byId),
    fields: [...fields],
    records,
    rejects,
    firstEvent: last >= first ? first : null,
    lastEvent: last >= first ? last : null,
    zoneInLog: !reader.sawLocalTime,
    mayBeAudit: state === null && best < MIN_FORMAT_SCORE && (await mayBeAuditLog(source, HEAD_BYTES)),
    state: state === null ? null : { kind: state, isSure: best < MIN_FORMAT_SCORE },
    error: null,
  };
}
