import { AppError } from '../contract/errors.ts';
import type { GovernanceAction } from '../model/governance-action.ts';
import type { CommandContext } from '../services/command-context.ts';
import { countWithoutGrams, deriveGrams } from '../store/activities/part-grams.ts';
import { storeSum } from '../store/activities/stored-sums.ts';
import { locked } from '../store/evidence/evidence-file.ts';
import { closeWriter, createWriter, openWriter, storeError, type WriteConnection } from '../store/open.ts';
import { sealLists, sweepClear } from '../store/privacy/seal-lists.ts';
import { listSeal } from '../store/privacy/sealed-lists.ts';
import { isNaming, storedNote } from '../store/privacy/sealed-notes.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { nameIdsOf } from '../store/read/names.ts';
import { readReadingProfile } from '../store/read/reading-profile.ts';
import { createWorkspaceFolder, finishWorkspaceFolder, readWorkspacePlace } from '../store/workspace-folder.ts';
import { scopeFacts } from '../store/write/activity-scope.ts';
import { backupDatabase } from '../store/write/backup.ts';
import {
  enableCollector,
  noteCollectors,
  removeCollector,
  requireCollector,
  saveCollector,
} from '../store/write/collectors.ts';
import { dayImportFor } from '../store/write/day-imports.ts';
import { moveEvidence, sweepOrphans } from '../store/write/evidence-files.ts';
import { logGovernance } from '../store/write/governance.ts';
import { publish, readingOf, sweepInterrupted } from '../store/write/imports.ts';
import { dependants } from '../store/write/known-frames.ts';
import { bucketMinutesOf, readMeta, writeMeta } from '../store/write/meta.ts';
import { appendNames, beginNames, finishNames, removeNames, sweepNames } from '../store/write/names.ts';
import { readOwnConnectors } from '../store/write/own-connectors.ts';
import { readOwnFormats } from '../store/write/own-formats.ts';
import { requireStream } from '../store/write/streams.ts';
import { importHandlers } from './imports/import-ops.ts';
import type { WriterOps } from './imports/writer-calls.ts';
import { type ConnectionOps, connectionHandlers } from './pull/connection-ops.ts';
import { tellFact } from './reader/facts.ts';
import { serveCalls } from './threads/rpc.ts';
import { type GivenOps, givenHandlers } from './workspace/given-ops.ts';
import type { StoreOps } from './writer-ops.ts';

type Ops = StoreOps & WriterOps & ConnectionOps & GivenOps;
type Handlers = { [K in keyof Ops]: (input: Ops[K]['input']) => Ops[K]['output'] | Promise<Ops[K]['output']> };

let open: { db: WriteConnection; folder: string; actor: string } | null = null;
/** The workspace's key while it is unlocked. */
let held: WorkspaceSeal | null = null;

function current(): { db: WriteConnection; folder: string; actor: string } {
  if (!open) {
    throw new AppError('workspace.none', 'No workspace is open.');
  }
  return open;
}

function log(action: GovernanceAction, subject: string, detail: Record<string, unknown>): void {
  const { db, actor } = current();
  const [stands, says] = isNaming(action) ? storedNote(action, subject, detail, sealOfLists()) : [subject, detail];
  logGovernance(db, { time: Date.now(), actor, action, subject: stands, detail: says });
}

/** What a crash left half done. Where another program reads the database or the disk is full, it waits for the next time. */
function sweepWhenPossible(db: WriteConnection): void {
  try {
    sweepClear(db);
  } catch (cause) {
    if (isUnexpected(cause)) throw cause;
  }
}

function isUnexpected(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return !/^(workspace\.locked|SQLITE_(BUSY|FULL))/.test(code);
}

/** What lists are sealed with; null while they are in clear. @throws AppError privacy.locked */
function sealOfLists(): WorkspaceSeal | null {
  return listSeal(current().db, held);
}

function closeOpen(): void {
  held = null;
  imports.dropAll();
  if (open) {
    const { db } = open;
    open = null;
    closeWriter(db);
  }
}

/** What belongs together is kept together, or not at all. */
function inOneStep<T>(work: (db: WriteConnection) => T): T {
  const { db } = current();
  return db.transaction(() => work(db)).immediate();
}

/** Knows every connector; imports of traffic need none. */
const recordFacts = () => import('../store/activities/record-facts.ts');
const recordFolders = () => import('../store/activities/record-folders.ts');

const imports = importHandlers(current, log, () => held);

const handlers: Handlers = {
  'store.create': ({ folder, name, zone, actor, sample }) => {
    closeOpen();
    const place = createWorkspaceFolder(folder, name);
    const time = Date.now();
    const db = createWriter(place.folder, (made) => {
      writeMeta(made, {
        id: place.id,
        name,
        created: time,
        displayZone: zone,
        bucketMinutes: bucketMinutesOf(zone, time),
        profile: null,
        sample,
      });
      logGovernance(made, { time, actor, action: 'workspace.create', subject: name, detail: { zone, sample } });
    });
    open = { db, folder: place.folder, actor };
    finishWorkspaceFolder(place);
    return place;
  },
  'store.open': ({ folder, actor }) => {
    closeOpen();
    const place = readWorkspacePlace(folder);
    const db = openWriter(place.folder);
    open = { db, folder: place.folder, actor };
    const interrupted = sweepInterrupted(db, place.folder, Date.now());
    sweepNames(db);
    sweepOrphans(db, place.folder);
    sweepWhenPossible(db);
    if (interrupted.length > 0) {
      log('import.interrupted', place.name, { imports: interrupted });
    }
    return { ...place, interrupted };
  },
  'store.close': () => {
    closeOpen();
    return null;
  },
  'store.backup': async ({ target, withEvidence }) => {
    await backupDatabase(current().db, target, withEvidence);
    return null;
  },
  'evidence.move': ({ id, revision, file }) => moveEvidence(current().db, id, revision, file),
  'evidence.sweep': () => {
    const { db, folder } = current();
    sweepOrphans(db, folder);
    return null;
  },
  'activities.older': async () =>
    (await recordFacts()).countOlderBlocks(current().db) +
    (await recordFolders()).countWithoutFolders(current().db) +
    countWithoutGrams(current().db),
  'activities.derive': async () =>
    (await recordFacts()).deriveFacts(current().db) ||
    (await recordFolders()).deriveFolders(current().db) ||
    deriveGrams(current().db),
  'activities.storeSum': (sum) => storeSum(current().db, sum),
  'governance.log': ({ action, subject, detail }) => {
    log(action, subject, detail);
    return null;
  },
  'privacy.key': ({ key }) => {
    held = key ? new WorkspaceSeal(key) : null;
    return null;
  },
  'privacy.sealLists': () => {
    const { db } = current();
    if (!held) throw locked();
    sealLists(db, held, (detail) => log('privacy.sealLists', 'lists', detail));
    return null;
  },
  'privacy.setKey': ({ keyId, action }) => {
    inOneStep((db) => {
      const { privacyKey } = readMeta(db);
      if (privacyKey !== null && privacyKey !== keyId) {
        throw new AppError('privacy.wrongKey', `This workspace was sealed with the key ${privacyKey}.`, { keyId });
      }
      writeMeta(db, { privacyKey: keyId });
      log(action, keyId, {});
    });
    return null;
  },
  'command.run': async ({ method, input }) => {
    // Imports need none of the commands, nor the checks of their inputs.
    const { runCommand } = await import('../services/commands.ts');
    const { actor } = current();
    return inOneStep((db) => {
      const context: CommandContext = { db, log, now: Date.now, actor, seal: sealOfLists };
      return runCommand(context, method, input);
    });
  },
  'apps.tag': async ({ apps, reason }) => {
    const { tagWithLog } = await import('../services/catalog/tag-apps.ts');
    return inOneStep((db) => {
      tagWithLog({ db, log }, apps, reason);
      return null;
    });
  },
  'collector.get': ({ id }) => requireCollector(current().db, id),
  'collector.save': ({ id, source }) =>
    inOneStep((db) => {
      const saved = saveCollector(db, id, source, Date.now());
      const { stream, format, receiver } = source;
      log(id === null ? 'collector.add' : 'collector.update', source.name, { stream, format, receiver });
      return saved;
    }),
  'collector.enable': ({ id, enabled, action }) =>
    inOneStep((db) => {
      const { source } = requireCollector(db, id);
      enableCollector(db, id, enabled);
      log(action, source.name, { startsWithWorkspace: enabled });
      return null;
    }),
  'collector.remove': ({ id }) =>
    inOneStep((db) => {
      const { source } = requireCollector(db, id);
      removeCollector(db, id);
      log('collector.remove', source.name, { receiver: source.receiver });
      return null;
    }),
  'collector.note': ({ heard, events }) => {
    noteCollectors(current().db, heard, events);
    return null;
  },
  ...connectionHandlers(() => current().db, log, sealOfLists),
  ...givenHandlers(() => current().db, log, sealOfLists),
  ...imports.handlers,
  'stream.get': ({ id }) => requireStream(current().db, id),
  'stream.remove': ({ id, imports: removed }) => {
    const { db, folder } = current();
    const { name } = requireStream(db, id);
    publish(db, folder, [], removed, () => {
      db.prepare('DELETE FROM stream WHERE id = ?').run(id);
      log('stream.remove', name, { id, imports: removed });
    });
    return null;
  },
  'import.dependants': ({ id }) => dependants(current().db, id),
  'import.dayOf': ({ id }) => dayImportFor(current().db, current().folder, id),
  'import.reading': ({ id }) => readingOf(current().db, id),
  'store.facts': () => {
    const { db } = current();
    return {
      ...readMeta(db),
      ownFormats: readOwnFormats(db),
      ownConnectors: readOwnConnectors(db),
      nameImports: nameIdsOf(db),
    };
  },
  'names.begin': ({ started, zone }) => beginNames(current().db, started, zone),
  'names.append': ({ id, records }) => {
    appendNames(current().db, id, records, sealOfLists());
    return null;
  },
  'names.finish': ({ id, ledger }) =>
    inOneStep((db) => {
      const seal = sealOfLists();
      finishNames(db, id, ledger, seal);
      const paths = ledger.files.map((file) => file.path).slice(0, 100);
      log('names.add', String(id), { files: seal ? paths.length : paths, lines: ledger.parsed });
      return null;
    }),
  'names.remove': ({ id, log: isLogged }) =>
    inOneStep((db) => {
      removeNames(db, id);
      if (isLogged) log('names.remove', String(id), {});
      return null;
    }),
  'store.activityScope': () => scopeFacts(current().db, held),
  'store.fact': ({ what }) => tellFact(what, { ...current(), mode: { readOnly: false, reason: null } }),
  'store.readingProfile': () => readReadingProfile(current().db, held),
};

serveCalls(async (method, input) => {
  const handler = handlers[method as keyof Ops] as ((input: unknown) => unknown) | undefined;
  if (!handler) {
    throw new AppError('method.unknown', `The writer knows no ${method}.`, { method });
  }
  try {
    return await handler(input);
  } catch (cause) {
    throw open ? storeError(cause, open.folder) : cause;
  }
});
