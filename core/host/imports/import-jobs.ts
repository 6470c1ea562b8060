/** Jobs that change which lines count: importing, removing, reading again. Each ends in one transaction or leaves nothing. */

import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import { ACTIVITY_STREAM, type ImportRow, type Ledger } from '../../contract/imports.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { utcDay } from '../../kit/utc-day.ts';
import { storedLogSources } from '../../services/imports/stored-sources.ts';
import type { FeedReached } from '../../store/write/connections.ts';
import type { ImportEnd } from '../../store/write/imports.ts';
import { formatsInForce } from '../../store/write/own-formats.ts';
import type { JobProgress } from '../jobs/job-manager.ts';
import { sealOfStream } from '../privacy/stream-seal.ts';
import type { Session } from '../workspace/session.ts';
import { asPartOfDay, dayLedger } from './day-ledger.ts';
import { filesOf, joinLedgers } from './file-ledger.ts';
import { getImport, listImports, withDependants } from './import-rows.ts';
import { type DoneImport, partOf, viewOf } from './job-views.ts';
import type { AnyOrder, NewImportOrder, OpenOrder, RereadChange } from './orders.ts';
import { asWholeFiles, recordsOrder } from './reread-records.ts';
import { runActivities } from './run-activities.ts';
import { type ImportRun, type ImportTools, type NamesInForce, runImport } from './run-import.ts';
import { sanctionConnected } from './sanction-connected.ts';
import { ordersOf } from './segment-orders.ts';
import { type SplitSources, splitActivities } from './split-activities.ts';
import type { GovernanceNote } from './writer-calls.ts';

/** A workspace without name evidence needs no second reader thread to say so. */
const NO_NAMES: NamesInForce = { ids: [], table: null };

/** Objects, targets, reasons and descriptions are free text: who is named in them cannot be told from what is not. */
const NOT_ANONYMISED =
  'Activities cannot be anonymised: records name people in free text too, in objects, targets and descriptions. Import audit logs into a stream of their own, in a workspace that only those open who may see names.';

interface Facts {
  readonly profile: ReadingProfile;
  readonly bucketMinutes: number;
  readonly ownFormats: readonly CustomFormat[];
  readonly ownConnectors: readonly CustomConnector[];
  readonly names: NamesInForce;
}

export class ImportJobs {
  private readonly session: Session;
  private readonly now = Date.now;

  constructor(session: Session) {
    this.session = session;
  }

  /** @param without name evidence that is about to go */
  private async facts(without: number | null = null): Promise<Facts> {
    const { bucketMinutes, ownFormats, ownConnectors, nameImports } = await this.session.writer('store.facts', null);
    const profile = await this.session.writer('store.readingProfile', null);
    const names = nameImports.some((id) => id !== without) ? await this.names(without) : NO_NAMES;
    return { profile, bucketMinutes, ownFormats, ownConnectors, names };
  }

  private async names(without: number | null): Promise<NamesInForce> {
    return (await this.session.slowReader()).call('reader.nameTable', { without });
  }

  /** Imports what the sources' own settings make several imports of, one after the other. @returns the last one, and a ledger of all */
  async startAll(order: AnyOrder, job: JobProgress): Promise<DoneImport> {
    const done: DoneImport[] = [];
    const { traffic, activities } = await this.split(order);
    const { connector: _, ...ofTraffic } = order;
    const hasTraffic = traffic.length > 0 || activities.length === 0;
    if (hasTraffic) {
      for (const one of ordersOf({ ...ofTraffic, sources: traffic })) {
        job.throwIfCancelled();
        done.push(await this.start(one, job));
      }
    }
    if (activities.length > 0) {
      job.throwIfCancelled();
      const problems = hasTraffic ? [] : order.problems;
      done.push(await this.startActivities({ ...order, sources: activities, problems }, job));
    }
    const last = done.at(-1);
    if (!last) throw new Error('an order without an import');
    const ledger = done.length === 1 ? last.ledger : joinLedgers(done.map((one) => one.ledger));
    return { importId: last.importId, ledger, anonymised: done.some((one) => one.anonymised) };
  }

  private async split(order: AnyOrder): Promise<SplitSources> {
    if (order.connector !== undefined) return { traffic: [], activities: order.sources };
    // Whoever names a format has traffic in mind.
    if (order.format !== 'auto') return { traffic: order.sources, activities: [] };
    const { ownConnectors } = await this.session.writer('store.facts', null);
    const split = await splitActivities(order.sources, ownConnectors);
    if (order.anonymise === true && split.activities.length > 0) {
      const [first] = split.activities;
      throw new AppError('privacy.mixed', `${first?.name ?? 'A file'} is an audit log. ${NOT_ANONYMISED}`);
    }
    return split;
  }

  /** Imports audit logs of connected apps. */
  private async startActivities(order: AnyOrder, job: JobProgress): Promise<DoneImport> {
    // What decides which lines of traffic count, and may be sealed, is of no matter here.
    const { profile, ownConnectors } = await this.session.writer('store.facts', null);
    const zone = profile?.logZone ?? 'UTC';
    const { stream = ACTIVITY_STREAM, connector = 'auto' } = order;
    const { streams } = await this.session.reader.call('reader.privacy', null);
    if (streams.some(({ name, anonymised }) => name === stream && anonymised)) {
      throw new AppError('privacy.mixed', `The stream "${stream}" is anonymised. ${NOT_ANONYMISED}`, { stream });
    }
    const { sources, problems, mayBeEmpty, kind, isRoutine, isDaily } = order;
    const day = isDaily ? utcDay(this.now()) : undefined;
    const keepRecords = order.keepEvidence;
    const scope = await this.session.writer('store.activityScope', null);
    const read = { sources, problems, stream, connector, ownConnectors, zone };
    const spec = { ...read, keepRecords, scope, mayBeEmpty, kind, day };
    const run = await this.watched(job, isRoutine ? 'discard' : 'keep', (tools, view) =>
      runActivities(tools, spec, view),
    );
    const end = isDaily ? await asPartOfDay(this.session, run, null) : run;
    const importId = end.into ?? end.id;
    const detail = { import: importId, ...filesOf(end.told, false), stored: end.told.stored, connector };
    await this.publishNew(end, order, { action: 'import.add', subject: stream, detail });
    await sanctionConnected(this.session, importId);
    return { importId, ledger: end.told, anonymised: false };
  }

  async start(order: NewImportOrder, job: JobProgress): Promise<DoneImport> {
    const facts = await this.facts();
    const zone = order.zone ?? facts.profile.logZone;
    const ownFormats = formatsInForce(order.format, facts.ownFormats);
    const seal = await sealOfStream(this.session, order.stream, order.anonymise);
    const onFailure = order.isRoutine ? 'discard' : 'keep';
    const day = order.isDaily ? utcDay(this.now()) : undefined;
    const run = await this.derive(
      { ...order, day, zone, ...facts, ownFormats, seal, exclude: [], include: [] },
      job,
      onFailure,
    );
    const end = day === undefined ? run : await asPartOfDay(this.session, run, seal);
    const importId = end.into ?? end.id;
    const log = {
      action: 'import.add',
      subject: order.stream,
      detail: {
        import: importId,
        ...filesOf(end.told, seal !== null),
        stored: end.told.stored,
        format: order.format,
        zone,
      },
    };
    await this.publishNew(end, order, log);
    return { importId, ledger: end.told, anonymised: seal !== null };
  }

  private publishNew(end: ImportRun, order: OpenOrder, log: GovernanceNote): Promise<void> {
    const { isRoutine, reached } = order;
    return this.publish([end], [], isRoutine ? null : log, reached).catch(async (cause: unknown) => {
      // It comes again; what is stored of it must not lie about until the workspace is next opened.
      if (isRoutine) await this.session.writerCalls.discard(end.id).catch(() => undefined);
      throw cause;
    });
  }

  /** Runs one import up to, but not including, the step that makes it visible. */
  private derive(
    spec: Parameters<typeof runImport>[1],
    job: JobProgress,
    onFailure: 'keep' | 'discard',
  ): Promise<ImportRun> {
    return this.watched(job, onFailure, (tools, view) => runImport(tools, spec, view));
  }

  private async watched(
    job: JobProgress,
    onFailure: 'keep' | 'discard',
    run: (tools: ImportTools, job: JobProgress) => Promise<ImportRun>,
  ): Promise<ImportRun> {
    const { pool, writerCalls } = this.session;
    let id: number | null = null;
    const watched = viewOf(job, {
      attach: (importId) => {
        id = importId;
        job.attach(importId);
      },
    });
    job.onCancel(() => pool.cancel());
    try {
      return await run({ pool, writer: writerCalls, now: this.now }, watched);
    } catch (cause) {
      if (id !== null) {
        const cancelled = cause instanceof AppError && cause.code === 'job.cancelled';
        await (onFailure === 'keep'
          ? writerCalls.abandon(id, cancelled ? 'cancelled' : 'failed', null)
          : writerCalls.discard(id));
      }
      throw cause;
    }
  }

  /** Removes an import; lines that other imports only counted as its duplicates are theirs from then on. */
  async remove(id: number, job: JobProgress): Promise<void> {
    const row = await getImport(this.session, id);
    const heirs = await withDependants(this.session, [id]);
    const ends = await this.deriveAll(
      heirs.filter((heir) => heir.id !== id),
      heirs.map((heir) => heir.id),
      () => ({}),
      job,
    );
    await this.publish(
      ends,
      heirs.map((heir) => heir.id),
      {
        action: 'import.remove',
        subject: row.stream,
        detail: { import: id, ...(row.ledger ? filesOf(row.ledger, row.anonymised) : {}) },
      },
    );
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
    const ids = rows.map((row) => row.id);
    await this.session.writer('stream.remove', { id, imports: ids });
  }

  async reread(id: number, change: RereadChange, job: JobProgress): Promise<{ importId: number; ledger: Ledger }> {
    const row = await getImport(this.session, id);
    if (row.state !== 'done') {
      throw new AppError('import.unknown', `Import ${id} holds no lines; import its files again instead.`, { id });
    }
    if (row.connector !== null) return this.rereadRecords(row, change, job);
    const affected = await withDependants(this.session, [id]);
    const ids = affected.map((one) => one.id);
    const ends = await this.deriveAll(affected, ids, (one) => (one.id === id ? change : {}), job);
    await this.publish(ends, ids, { action: 'import.reread', subject: row.stream, detail: { import: id, ...change } });
    const end = ends[affected.findIndex((one) => one.id === id)];
    if (!end) {
      throw new Error('the re-read import is missing from its own result');
    }
    return { importId: end.id, ledger: end.told };
  }

  private async rereadRecords(
    row: ImportRow,
    change: RereadChange,
    job: JobProgress,
  ): Promise<{ importId: number; ledger: Ledger }> {
    const { ownConnectors } = await this.facts();
    const scope = await this.session.writer('store.activityScope', null);
    const spec = { ...(await recordsOrder(this.session, row, change, ownConnectors)), scope };
    const run = await this.watched(job, 'discard', (tools, view) => runActivities(tools, spec, view));
    const end = asWholeFiles(row, run, spec.day);
    const log = { action: 'import.reread', subject: row.stream, detail: { import: row.id, ...change } };
    await this.publish([end], [row.id], log).catch(async (cause: unknown) => {
      await this.session.writerCalls.discard(end.id).catch(() => undefined);
      throw cause;
    });
    await sanctionConnected(this.session, end.id);
    // Until the import it replaces was gone, every record repeated one of that.
    const { ledger } = await getImport(this.session, end.id);
    return { importId: end.id, ledger: ledger ?? end.told };
  }

  /** Reads every import again that kept its evidence, after what decides which lines count has changed. @returns how many */
  async rereadAll(job: JobProgress): Promise<{ reread: number; kept: number }> {
    const rows = (await listImports(this.session)).filter((row) => row.state === 'done' && row.connector === null);
    const readable = rows.filter((row) => row.keepEvidence);
    const affected = await withDependants(
      this.session,
      readable.map((row) => row.id),
    );
    const ids = affected.map((one) => one.id);
    const ends = await this.deriveAll(affected, ids, () => ({}), job);
    await this.publish(ends, ids, {
      action: 'import.rereadAll',
      subject: 'every import',
      detail: { imports: ids.length },
    });
    return { reread: ids.length, kept: rows.length - ids.length };
  }

  /** Reads the imports again whose figures another state of the workspace's own format may change. @returns how many */
  async rereadForFormat(id: string, outdated: readonly number[], job: JobProgress): Promise<number> {
    const affected = await withDependants(this.session, outdated);
    const ids = affected.map((one) => one.id);
    const ends = await this.deriveAll(
      affected,
      ids,
      (row) => (outdated.includes(row.id) ? { withCurrentFormats: true } : {}),
      job,
    );
    await this.publish(ends, ids, { action: 'import.rereadForFormat', subject: id, detail: { imports: outdated } });
    return outdated.length;
  }

  /** Reads imports again with the name evidence there is. @param without evidence that is about to go */
  async rereadForNames(outdated: readonly number[], without: number | null, job: JobProgress): Promise<void> {
    if (outdated.length === 0) return;
    const affected = await withDependants(this.session, outdated);
    const ids = affected.map((one) => one.id);
    const ends = await this.deriveAll(affected, ids, () => ({}), job, without);
    const log = { action: 'import.rereadForNames', subject: 'name evidence', detail: { imports: outdated, without } };
    await this.publish(ends, ids, log);
  }

  private publish(
    runs: readonly ImportRun[],
    remove: readonly number[],
    log: GovernanceNote | null,
    reached: FeedReached | null = null,
  ): Promise<void> {
    const ends = runs.map(({ told: _, ...end }): ImportEnd => end);
    return this.session.writerCalls.publish(ends, remove, log, reached);
  }

  private async deriveAll(
    rows: readonly ImportRow[],
    replaced: readonly number[],
    change: (row: ImportRow) => RereadChange,
    job: JobProgress,
    without: number | null = null,
  ): Promise<ImportRun[]> {
    const facts = await this.facts(without);
    const ends: ImportRun[] = [];
    const sources: (readonly LogSource[])[] = [];
    const seal = rows.some((row) => row.anonymised) ? await this.session.keys.require() : null;
    for (const row of rows) {
      const stored = await (await this.session.slowReader()).call('reader.stored', { importId: row.id });
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
        const reading = await this.session.writer('import.reading', { id: row.id });
        const isAnew = changed.withCurrentFormats === true || format !== row.format;
        const spec = {
          sources: sources[at] ?? [],
          problems: [],
          stream: changed.stream ?? row.stream,
          format,
          zone: changed.zone ?? row.zone,
          keepEvidence: row.keepEvidence,
          seal: row.anonymised ? seal : null,
          place: reading.place,
          day: reading.day,
          ...facts,
          ownFormats: isAnew ? formatsInForce(format, facts.ownFormats) : reading.ownFormats,
          exclude: replaced,
          include: ends.map((end) => end.id),
        };
        const end = await this.derive(spec, partOf(job, before), 'discard');
        ends.push(reading.day === undefined ? end : { ...end, ledger: dayLedger([end.ledger], spec.seal) });
        before += bytes[at] ?? 0;
      }
    } catch (cause) {
      for (const end of ends) {
        await this.session.writerCalls.discard(end.id);
      }
      throw cause;
    }
    return ends;
  }
}
