/** Jobs around name evidence: importing it, taking it away, and reading imports again that it may name more of. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../contract/errors.ts';
import type { FileLedger, Ledger } from '../../contract/imports.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import type { Certificates } from '../../ingest/names/certificates.ts';
import type { NameRecord } from '../../ingest/names/record.ts';
import { blocksOf } from '../../ingest/read/blocks.ts';
import { openText } from '../../ingest/read/open-text.ts';
import type { LogSource, SourceProblem } from '../../ingest/read/sources.ts';
import { emptyCounts } from '../../ingest/slice/counts.ts';
import { storedHash } from '../../store/privacy/sealed-facts.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { LossNote } from './file-content.ts';
import { failedFile, fileLedger, sumLedger } from './file-ledger.ts';
import type { RereadJobs } from './reread-jobs.ts';

export interface NameOrder {
  readonly sources: readonly LogSource[];
  readonly problems: readonly SourceProblem[];
  readonly zone: string | undefined;
}

/** Records handed to the writer at a time. */
const BATCH = 20_000;
/** Lines read between two looks at everything else that this thread does. */
const BREATH = 500;

interface ReadNames extends Omit<MethodOutput<'names.import'>, 'ledger'> {
  readonly ledger: Ledger;
}

export class NameJobs {
  private readonly session: Session;
  private readonly rereads: RereadJobs;

  constructor(session: Session, rereads: RereadJobs) {
    this.session = session;
    this.rereads = rereads;
  }

  async start(order: NameOrder, job: JobProgress): Promise<ReadNames> {
    const { session } = this;
    const started = Date.now();
    const zone = order.zone ?? (await session.writer('store.readingProfile', null)).logZone;
    const { known, listsSealed } = await session.reader.call('reader.nameFacts', null);
    const seal = listsSealed ? await session.keys.require() : null;
    const files: FileLedger[] = order.problems.map((one) => failedFile(one.name, one.error.code, one.error.message));
    const id = await session.writer('names.begin', { started, zone });
    try {
      job.update({ stage: 'reading', bytesTotal: order.sources.reduce((sum, one) => sum + (one.bytes ?? 0), 0) });
      const certificates = new (await import('../../ingest/names/certificates.ts')).Certificates();
      for (const source of order.sources) {
        files.push(await this.readSource(source, { id, zone, known: new Set(known), seal, certificates }, job));
      }
      const ledger = sumLedger(files, { from: null, to: null }, (Date.now() - started) / 1000);
      requireNames(files, ledger.parsed);
      if (ledger.stored === 0) {
        await session.writer('names.remove', { id, log: false });
        return { id: null, ledger, outdated: [] };
      }
      await session.writer('names.finish', { id, ledger });
      const { outdated } = await this.list();
      return { id, ledger, outdated };
    } catch (cause) {
      await session.writer('names.remove', { id, log: false }).catch(() => undefined);
      throw cause;
    }
  }

  private async list(): Promise<MethodOutput<'names.list'>> {
    return (await this.session.reader.ask('names.list', {}, () => undefined)) as MethodOutput<'names.list'>;
  }

  private async readSource(
    source: LogSource,
    facts: {
      readonly id: number;
      readonly zone: string;
      readonly known: Set<string>;
      readonly seal: WorkspaceSeal | null;
      readonly certificates: Certificates;
    },
    job: JobProgress,
  ): Promise<FileLedger> {
    const counts = emptyCounts();
    const hash = createHash('sha256');
    let bytes = 0;
    let batch: NameRecord[] = [];
    // Few imports are of names: what reads them comes with the first.
    const { NameReader } = await import('../../ingest/names/name-reader.ts');
    const reader = new NameReader({
      zone: facts.zone,
      fileDateMs: source.modifiedMs,
      certificates: facts.certificates,
      add: (record) => {
        batch.push(record);
      },
    });
    const loss = new LossNote();
    const opened = await openText(await source.open({ onLoss: loss.onLoss }), {
      onBytes: (chunk) => {
        hash.update(chunk);
        bytes += chunk.length;
      },
    });
    for await (const block of blocksOf(opened.text)) {
      const text = block.bytes.toString('latin1');
      for (let start = 0, lines = 0; start < text.length; lines++) {
        if (lines % BREATH === 0) {
          await setImmediate();
          job.throwIfCancelled();
        }
        const newline = text.indexOf('\n', start);
        const end = newline < 0 ? text.length : newline;
        counts.read++;
        const verdict = reader.read(text.slice(start, end));
        counts[verdict]++;
        if (reader.reason !== '') counts.reasons[reader.reason] = (counts.reasons[reader.reason] ?? 0) + 1;
        if (verdict === 'parsed') counts.formats[reader.formatId] = (counts.formats[reader.formatId] ?? 0) + 1;
        if (batch.length >= BATCH) {
          await this.session.writer('names.append', { id: facts.id, records: batch });
          batch = [];
        }
        start = end + 1;
      }
      job.advance(source.consumed?.() ?? bytes, counts.read);
    }
    const sha256 = hash.digest('hex');
    const stored = storedHash(sha256, facts.seal);
    const alreadyImported = facts.known.has(stored);
    facts.known.add(stored);
    // The same file again says the same again: its lines are counted as what they are.
    if (alreadyImported) counts.duplicates = counts.parsed;
    if (batch.length > 0) await this.session.writer('names.append', { id: facts.id, records: batch });
    const [best] = Object.entries(counts.formats).sort((a, b) => b[1] - a[1]);
    return fileLedger(source.name, counts, {
      format: best?.[0] ?? 'unknown',
      bytes,
      sha256,
      encoding: opened.encoding,
      alreadyImported,
      lost: loss.lost,
    });
  }

  /** @returns how many imports were read again without it */
  async remove(id: number, job: JobProgress): Promise<number> {
    const affected = await this.session.reader.call('reader.importsWithNames', { id });
    await this.rereads.rereadForNames(affected, id, job);
    await this.session.writer('names.remove', { id, log: true });
    return affected.length;
  }

  async reread(job: JobProgress): Promise<number> {
    const { outdated } = await this.list();
    await this.rereads.rereadForNames(outdated, null, job);
    return outdated.length;
  }
}

function requireNames(files: readonly FileLedger[], parsed: number): void {
  if (parsed > 0) return;
  const broken = files.find((file) => file.error !== null);
  if (broken?.error) throw new AppError('file.notReadable', broken.error.message, { path: broken.path });
  const lines = files.reduce((sum, file) => sum + file.read - file.blank, 0);
  throw new AppError(
    'file.noFormat',
    `None of the ${lines} lines of ${files
      .map((file) => file.path)
      .slice(0, 3)
      .join(
        ', ',
      )} names an address. Known are DNS answers, TLS names and certificates beside their sessions (Zeek, Suricata, dnsmasq), DHCP leases, VPN and RADIUS sessions, Windows logons 4624 and 4768, and Entra sign-ins.`,
    { lines },
  );
}
