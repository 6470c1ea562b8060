/** Jobs that import. Each ends in one transaction or leaves nothing but a row that says so. */
import { ACTIVITY_STREAM, type Ledger } from '../../contract/imports.ts';
import { utcDay } from '../../kit/utc-day.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { formatsInForce } from '../../store/write/own-formats.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { sealOfStream } from '../privacy/stream-seal.ts';
import type { Session } from '../workspace/session.ts';
import { asPartOfDay } from './day-ledger.ts';
import { filesOf, joinLedgers } from './file-ledger.ts';
import { type OnFailure, publishRuns, readingFacts, runWatched, takeBack } from './import-runs.ts';
import type { DoneImport, DoneImports } from './job-views.ts';
import type { AnyOrder, NewImportOrder, OpenOrder } from './orders.ts';
import { runActivities } from './run-activities.ts';
import { type ImportRun, runImport } from './run-import.ts';
import { readyToSanction, sanctionConnected } from './sanction-connected.ts';
import { ordersOf } from './segment-orders.ts';
import { type SplitSources, splitActivities } from './split-activities.ts';
import type { GovernanceNote } from './writer-calls.ts';

export class ImportJobs {
  private readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }

  /** Imports what the sources' own settings make several imports of, one after the other. @returns the last one, and a ledger of all */
  async startAll(order: AnyOrder, job: JobProgress): Promise<DoneImports> {
    const done: DoneImport[] = [];
    let audits: Ledger | null = null;
    const { traffic, activities } = await this.split(order);
    const { connector: _, ...ofTraffic } = order;
    const hasTraffic = traffic.length > 0 || activities.length === 0;
    if (hasTraffic) {
      // A stray file beside audit logs is accounted for line by line, and keeps nothing else out.
      const mayBeEmpty = order.mayBeEmpty === true || activities.length > 0;
      for (const one of ordersOf({ ...ofTraffic, sources: traffic, mayBeEmpty })) {
        job.throwIfCancelled();
        done.push(await this.start(one, job));
      }
    }
    if (activities.length > 0) {
      job.throwIfCancelled();
      const problems = hasTraffic ? [] : order.problems;
      const one = await this.startActivities({ ...order, sources: activities, problems }, job);
      audits = one.ledger;
      done.push(one);
    }
    const last = done.at(-1);
    if (!last) throw new Error('an order without an import');
    const ledger = done.length === 1 ? last.ledger : joinLedgers(done.map((one) => one.ledger));
    const imports = done.map((one) => one.importId);
    return { importId: last.importId, imports, ledger, audits, anonymised: done.some((one) => one.anonymised) };
  }

  private async split(order: AnyOrder): Promise<SplitSources> {
    if (order.connector !== undefined) return { traffic: [], activities: order.sources };
    // Whoever names a format has traffic in mind.
    if (order.format !== 'auto') return { traffic: order.sources, activities: [] };
    const { ownConnectors } = await this.session.writer('store.facts', null);
    return splitActivities(order.sources, ownConnectors);
  }

  /** Imports audit logs of connected apps. */
  private async startActivities(order: AnyOrder, job: JobProgress): Promise<DoneImport> {
    // What decides which lines of traffic count, and may be sealed, is of no matter here.
    const { profile, ownConnectors } = await this.session.writer('store.facts', null);
    const zone = order.zone ?? profile?.logZone ?? 'UTC';
    const { stream = ACTIVITY_STREAM, connector = 'auto' } = order;
    const seal = await sealOfStream(this.session, stream, order.anonymise);
    const { sources, problems, mayBeEmpty, kind } = order;
    const keepRecords = order.keepEvidence;
    const day = dayOf(order);
    const scope = await this.session.writer('store.activityScope', null);
    const read = { sources, problems, stream, connector, ownConnectors, zone, seal };
    const spec = { ...read, keepRecords, scope, mayBeEmpty, kind, day };
    const run = await runWatched(this.session, job, onFailure(order, seal), (tools, view) =>
      runActivities(tools, spec, view),
    );
    readyToSanction(this.session);
    const done = await this.publish(run, order, stream, seal, { stored: run.told.stored, connector });
    await sanctionConnected(this.session, done.importId);
    return done;
  }

  async start(order: NewImportOrder, job: JobProgress): Promise<DoneImport> {
    const { session } = this;
    const facts = await readingFacts(session);
    const { stream, format } = order;
    const zone = order.zone ?? facts.profile.logZone;
    const ownFormats = formatsInForce(format, facts.ownFormats);
    const seal = await sealOfStream(session, stream, order.anonymise);
    const spec = { ...order, day: dayOf(order), zone, ...facts, ownFormats, seal, exclude: [], include: [] };
    const run = await runWatched(session, job, onFailure(order, seal), (tools, view) => runImport(tools, spec, view));
    return this.publish(run, order, stream, seal, { stored: run.told.stored, format, zone });
  }

  /** Makes a new import visible. @param detail of the log's entry, beside the import and its files */
  private async publish(
    run: ImportRun,
    order: OpenOrder,
    stream: string,
    seal: WorkspaceSeal | null,
    detail: Readonly<Record<string, unknown>>,
  ): Promise<DoneImport> {
    const { session } = this;
    const { isRoutine, isDaily, reached } = order;
    try {
      const end = isDaily ? await asPartOfDay(session, run, seal) : run;
      const importId = end.into ?? end.id;
      const all = { import: importId, ...filesOf(end.told, seal !== null), ...detail };
      const log: GovernanceNote | null = isRoutine ? null : { action: 'import.add', subject: stream, detail: all };
      await publishRuns(session, [end], [], log, reached);
      return { importId, ledger: end.told, anonymised: seal !== null };
    } catch (cause) {
      await takeBack(session, [run.id], onFailure(order, seal), cause);
      throw cause;
    }
  }
}

/** What runs by itself comes again: what is stored of it must not lie about. Of an anonymised import files are counted only. */
function onFailure({ isRoutine, sources, problems }: OpenOrder, seal: WorkspaceSeal | null): OnFailure {
  if (isRoutine) return 'discard';
  const isSealed = seal !== null;
  return { files: [...sources, ...problems].map(({ name }) => (isSealed ? '' : name)), isSealed };
}

/** The UTC day whose import it joins. */
function dayOf({ isDaily }: OpenOrder): number | undefined {
  return isDaily ? utcDay(Date.now()) : undefined;
}
