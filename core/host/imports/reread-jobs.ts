/** Jobs about what was imported: reading it again, removing it. What replaces imports becomes visible in the step in which they go, or nothing changes. */
import { AppError } from '../../contract/errors.ts';
import type { ImportRow, Ledger } from '../../contract/imports.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { storedLogSources } from '../../services/imports/stored-sources.ts';
import { formatsInForce } from '../../store/write/own-formats.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { dayLedger } from './day-ledger.ts';
import { filesOf } from './file-ledger.ts';
import { getImport, listImports, withDependants } from './import-rows.ts';
import { publishRuns, readingFacts, runWatched, takeBack } from './import-runs.ts';
import { partOf } from './job-views.ts';
import type { RereadChange } from './orders.ts';
import { asWholeFiles, recordsOrder } from './reread-records.ts';
import { runActivities } from './run-activities.ts';
import { type ImportRun, runImport } from './run-import.ts';
import { sanctionConnected } from './sanction-connected.ts';
import type { GovernanceNote } from './writer-calls.ts';

/** What imports are read again as, and what of the workspace is about to go. */
interface Reading {
  readonly change?: (row: ImportRow) => RereadChange;
  /** Name evidence. */
  readonly without?: number | null;
}

export class RereadJobs {
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** Removes an import; lines that other imports only counted as its duplicates are theirs from then on. */
  async remove(id: number, job: JobProgress): Promise<void> {
    const row = await getImport(this.session, id);
    const affected = await withDependants(this.session, [id]);
    const heirs = affected.filter((heir) => heir.id !== id);
    const detail = { import: id, ...(row.ledger ? filesOf(row.ledger, row.anonymised) : {}) };
    await this.replace(affected, heirs, { action: 'import.remove', subject: row.stream, detail }, job);
  }

  /** Removes a stream with its imports; no other stream counts any of their lines as duplicates. */
  async removeStream(id: number, job: JobProgress): Promise<void> {
    const rows = (await listImports(this.session)).filter((row) => row.streamId === id);
    const { name } = await this.session.writer('stream.get', { id });
    const running = rows.find((row) => row.state === 'running');
    if (running) {
      throw new AppError(
        'import.unknown',
        `An import into ${name} is still running. Wait for it, or cancel it first.`,
        {
          id: running.id,
        },
      );
    }
    job.update({ stage: 'removing' });
    await this.session.writer('stream.remove', { id, imports: rows.map((row) => row.id) });
  }

  async reread(id: number, change: RereadChange, job: JobProgress): Promise<{ importId: number; ledger: Ledger }> {
    const row = await getImport(this.session, id);
    if (row.state !== 'done') {
      throw new AppError('import.unknown', `Import ${id} holds no lines; import its files again instead.`, { id });
    }
    const log: GovernanceNote = { action: 'import.reread', subject: row.stream, detail: { import: id, ...change } };
    if (row.connector !== null) return this.rereadRecords(row, change, log, job);
    const affected = await withDependants(this.session, [id]);
    const ends = await this.replace(affected, affected, log, job, { change: (one) => (one.id === id ? change : {}) });
    const end = ends[affected.findIndex((one) => one.id === id)];
    if (!end) {
      throw new Error('the re-read import is missing from its own result');
    }
    return { importId: end.id, ledger: end.told };
  }

  private async rereadRecords(
    row: ImportRow,
    change: RereadChange,
    log: GovernanceNote,
    job: JobProgress,
  ): Promise<{ importId: number; ledger: Ledger }> {
    const { session } = this;
    // What decides which lines of traffic count, and may be sealed, is of no matter here.
    const { ownConnectors } = await session.writer('store.facts', null);
    const scope = await session.writer('store.activityScope', null);
    const spec = { ...(await recordsOrder(session, row, change, ownConnectors)), scope };
    const run = await runWatched(session, job, 'discard', (tools, view) => runActivities(tools, spec, view));
    const end = asWholeFiles(row, run, spec.day);
    await this.publish([end], [row], log);
    await sanctionConnected(session, end.id);
    // Until the import it replaces was gone, every record repeated one of that.
    const { ledger } = await getImport(session, end.id);
    return { importId: end.id, ledger: ledger ?? end.told };
  }

  /** Reads every import again that kept its evidence, after what decides which lines count has changed. @returns how many */
  async rereadAll(job: JobProgress): Promise<{ reread: number; kept: number }> {
    const rows = (await listImports(this.session)).filter((row) => row.state === 'done' && row.connector === null);
    const readable = rows.filter((row) => row.keepEvidence).map((row) => row.id);
    const affected = await withDependants(this.session, readable);
    const detail = { imports: affected.length };
    await this.replace(affected, affected, { action: 'import.rereadAll', subject: 'every import', detail }, job);
    return { reread: affected.length, kept: rows.length - affected.length };
  }

  /** Reads the imports again whose figures another state of the workspace's own format may change. @returns how many */
  async rereadForFormat(id: string, outdated: readonly number[], job: JobProgress): Promise<number> {
    const affected = await withDependants(this.session, outdated);
    const log: GovernanceNote = { action: 'import.rereadForFormat', subject: id, detail: { imports: outdated } };
    await this.replace(affected, affected, log, job, {
      change: (row) => (outdated.includes(row.id) ? { withCurrentFormats: true } : {}),
    });
    return outdated.length;
  }

  /** Reads imports again with the name evidence there is. @param without evidence that is about to go */
  async rereadForNames(outdated: readonly number[], without: number | null, job: JobProgress): Promise<void> {
    if (outdated.length === 0) return;
    const affected = await withDependants(this.session, outdated);
    const log: GovernanceNote = {
      action: 'import.rereadForNames',
      subject: 'name evidence',
      detail: { imports: outdated, without },
    };
    await this.replace(affected, affected, log, job, { without });
  }

  /** Puts `rows`, read again, in the place of `replaced`. @returns the new imports, in the order of the rows */
  private async replace(
    replaced: readonly ImportRow[],
    rows: readonly ImportRow[],
    log: GovernanceNote,
    job: JobProgress,
    reading: Reading = {},
  ): Promise<ImportRun[]> {
    const ends = await this.readAgain(replaced, rows, job, reading);
    await this.publish(ends, replaced, log);
    return ends;
  }

  private async publish(
    ends: readonly ImportRun[],
    replaced: readonly ImportRow[],
    log: GovernanceNote,
  ): Promise<void> {
    const gone = replaced.map((row) => row.id);
    await publishRuns(this.session, ends, gone, log).catch(async (cause: unknown) => {
      await this.discard(ends, cause);
      throw cause;
    });
  }

  private discard(ends: readonly ImportRun[], cause: unknown): Promise<void> {
    return takeBack(
      this.session,
      ends.map((end) => end.id),
      'discard',
      cause,
    );
  }

  private async readAgain(
    replaced: readonly ImportRow[],
    rows: readonly ImportRow[],
    job: JobProgress,
    { change = () => ({}), without = null }: Reading,
  ): Promise<ImportRun[]> {
    const { session } = this;
    const facts = await readingFacts(session, without);
    const ends: ImportRun[] = [];
    const sources: (readonly LogSource[])[] = [];
    const seal = rows.some((row) => row.anonymised) ? await session.keys.require() : null;
    for (const row of rows) {
      const stored = await (await session.slowReader()).call('reader.stored', { importId: row.id });
      sources.push(storedLogSources(stored.sources, stored.frames, row.anonymised ? seal : null));
    }
    const bytes = sources.map((list) => list.reduce((sum, source) => sum + (source.bytes ?? 0), 0));
    job.update({ bytesTotal: bytes.reduce((sum, one) => sum + one, 0) });
    let before = 0;
    try {
      for (const [at, row] of rows.entries()) {
        job.throwIfCancelled();
        const changed = change(row);
        const format = changed.format ?? row.format;
        const kept = await session.writer('import.reading', { id: row.id });
        const isAnew = changed.withCurrentFormats === true || format !== row.format;
        const spec = {
          sources: sources[at] ?? [],
          problems: [],
          stream: changed.stream ?? row.stream,
          format,
          zone: changed.zone ?? row.zone,
          keepEvidence: row.keepEvidence,
          seal: row.anonymised ? seal : null,
          place: kept.place,
          day: kept.day,
          ...facts,
          ownFormats: isAnew ? formatsInForce(format, facts.ownFormats) : kept.ownFormats,
          exclude: replaced.map((one) => one.id),
          include: ends.map((end) => end.id),
        };
        const part = partOf(job, before);
        const end = await runWatched(session, part, 'discard', (tools, view) => runImport(tools, spec, view));
        ends.push(kept.day === undefined ? end : { ...end, ledger: dayLedger([end.ledger], spec.seal) });
        before += bytes[at] ?? 0;
      }
    } catch (cause) {
      await this.discard(ends, cause);
      throw cause;
    }
    return ends;
  }
}
