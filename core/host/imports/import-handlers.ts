/** Methods of imports, name evidence, and all that reads imports again. Each is a job; its input is checked before it begins. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { MethodName, MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { listShownSources } from '../../ingest/read/shown-sources.ts';
import { requireZone } from '../../services/require-zone.ts';
import type { Grant, Grants } from '../grants.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import type { Session } from '../workspace/session.ts';
import { firstFiles } from './file-ledger.ts';
import type { ImportJobs } from './import-jobs.ts';
import type { NameJobs } from './name-jobs.ts';
import { requireConnector } from './require-connector.ts';
import { requireFormat } from './require-format.ts';
import type { RereadJobs } from './reread-jobs.ts';

export type StartJob = (
  method: MethodName,
  title: string,
  run: (job: JobProgress) => Promise<unknown>,
) => { readonly jobId: string };

export interface ImportMethodTools {
  readonly session: Session;
  readonly grants: Grants;
  readonly imports: ImportJobs;
  readonly rereads: RereadJobs;
  readonly names: NameJobs;
  readonly startJob: StartJob;
}

export function importMethods({ session, grants, imports, rereads, names, startJob }: ImportMethodTools) {
  const requireKnownConnector = async (id: string | undefined): Promise<void> => {
    if (id === undefined) return;
    const described = id.startsWith('custom-') ? await session.reader.call('reader.ownConnectors', null) : [];
    await requireConnector(id, described);
  };

  const formatState = async (id: string): Promise<MethodOutput<'formats.get'>> =>
    (await session.reader.ask('formats.get', { id }, () => undefined)) as MethodOutput<'formats.get'>;

  return {
    'imports.preview': async ({ tokens, zone, format, connector }: MethodParsed<'imports.preview'>) => {
      if (zone !== undefined) {
        requireZone(zone);
      }
      await requireFormat(session, format);
      await requireKnownConnector(connector);
      return (await session.slowReader()).call('reader.preview', {
        files: tokens.map((token) => ({ token, ...grants.require(token, false) })),
        zone,
        format,
        connector,
      });
    },
    'imports.start': async ({
      tokens,
      format,
      connector,
      stream,
      zone,
      keepEvidence,
      anonymise,
    }: MethodParsed<'imports.start'>) => {
      session.requireWritable();
      await requireFormat(session, format);
      await requireKnownConnector(connector);
      if (zone !== undefined) {
        requireZone(zone);
      }
      const chosen = tokens.map((token) => grants.require(token, false));
      const paths = chosen.map((grant) => grant.shown);
      const title = paths.length === 1 ? path.basename(paths[0] ?? '') : `${paths.length} files`;
      return startJob('imports.start', `Import ${title}`, async (job) => {
        job.update({ stage: 'looking at the files' });
        const { sources, problems } = await listShownSources(chosen);
        if (sources.length === 0 && problems.length === 0) {
          throw new AppError('file.empty', `There are no files in ${paths.join(', ')}.`, { path: paths[0] ?? '' });
        }
        const {
          anonymised,
          ledger,
          audits: _,
          ...done
        } = await imports.startAll(
          { sources, problems, stream, format, connector, zone, keepEvidence, anonymise },
          job,
        );
        if (anonymised) removeCopies(chosen);
        return { ...done, ledger: firstFiles(ledger) };
      });
    },
    'imports.remove': ({ id }: MethodParsed<'imports.remove'>) => {
      session.requireWritable();
      return startJob('imports.remove', `Remove import ${id}`, async (job) => {
        await rereads.remove(id, job);
        return {};
      });
    },
    'imports.rereadAll': () => {
      session.requireWritable();
      return startJob('imports.rereadAll', 'Read every import again', (job) => rereads.rereadAll(job));
    },
    'formats.reread': ({ id }: MethodParsed<'formats.reread'>) => {
      session.requireWritable();
      return startJob('formats.reread', `Read imports again with ${id}`, async (job) => {
        const { outdated } = await formatState(id);
        return { imports: await rereads.rereadForFormat(id, outdated, job) };
      });
    },
    'names.import': ({ tokens, zone }: MethodParsed<'names.import'>) => {
      session.requireWritable();
      if (zone !== undefined) {
        requireZone(zone);
      }
      const chosen = tokens.map((token) => grants.require(token, false));
      return startJob('names.import', 'Read name evidence', async (job) => {
        job.update({ stage: 'looking at the files' });
        const { ledger, ...done } = await names.start({ ...(await listShownSources(chosen)), zone }, job);
        return { ...done, ledger: firstFiles(ledger) };
      });
    },
    'names.remove': ({ id }: MethodParsed<'names.remove'>) => {
      session.requireWritable();
      return startJob('names.remove', `Remove name evidence ${id}`, async (job) => ({
        imports: await names.remove(id, job),
      }));
    },
    'names.reread': () => {
      session.requireWritable();
      return startJob('names.reread', 'Read imports again with all names', async (job) => ({
        imports: await names.reread(job),
      }));
    },
    'streams.remove': ({ id }: MethodParsed<'streams.remove'>) => {
      session.requireWritable();
      return startJob('streams.remove', `Remove stream ${id}`, async (job) => {
        await rereads.removeStream(id, job);
        return {};
      });
    },
    'imports.reread': async ({ id, ...change }: MethodParsed<'imports.reread'>) => {
      session.requireWritable();
      if (change.format !== undefined) {
        await requireFormat(session, change.format);
      }
      if (change.zone !== undefined) {
        requireZone(change.zone);
      }
      return startJob('imports.reread', `Read import ${id} again`, async (job) => {
        const { importId, ledger } = await rereads.reread(id, change, job);
        return { importId, ledger: firstFiles(ledger) };
      });
    },
  };
}

/** A host's copies of uploads hold clear names: of an anonymised stream they go as soon as they were read. */
function removeCopies(chosen: readonly Grant[]): void {
  for (const grant of chosen) {
    if (grant.shown !== grant.path) rmSync(grant.path, { force: true });
  }
}
