import { AppError } from '../contract/errors.ts';
import type { CommandContext } from '../services/command-context.ts';
import { ActivityImport } from '../store/activities/activity-import.ts';
import { countOlderBlocks, deriveFacts } from '../store/activities/record-facts.ts';
import { locked } from '../store/evidence/evidence-file.ts';
import { closeWriter, openWriter, storeError, type WriteConnection } from '../store/open.ts';
import { sealLists, sweepClear } from '../store/privacy/seal-lists.ts';
import { listSeal } from '../store/privacy/sealed-lists.ts';
import { WorkspaceSeal } from '../store/privacy/workspace-seal.ts';
import { nameIdsOf } from '../store/read/names.ts';
import { readReadingProfile } from '../store/read/reading-profile.ts';
import { createWorkspaceFolder, readWorkspacePlace } from '../store/workspace-folder.ts';
import { scopeFacts } from '../store/write/activity-scope.ts';
import { backupDatabase } from '../store/write/backup.ts';
import {
  enableCollector,
  noteCollectors,
  removeCollector,
  requireCollector,
  saveCollector,
} from '../store/write/collectors.ts';
import { noteReached } from '../store/write/connections.ts';
import { dayImportFor } from '../store/write/day-imports.ts';
import { moveEvidence, sweepOrphans } from '../store/write/evidence-files.ts';
import { logGovernance } from '../store/write/governance.ts';
import { ImportWriter } from '../store/write/import-writer.ts';
import {
  abandon,
  addFile,
  beginImport,
  discard,
  finishFile,
  publish,
  readingOf,
  shiftLines,
  sweepInterrupted,
} from '../store/write/imports.ts';
import { dependants, knownFrames } from '../store/write/known-frames.ts';
import { bucketMinutesOf, readMeta, writeMeta } from '../store/write/meta.ts';
import { appendNames, beginNames, finishNames, removeNames, sweepNames } from '../store/write/names.ts';
import { readOwnConnectors } from '../store/write/own-connectors.ts';
import { readOwnFormats } from '../store/write/own-formats.ts';
import { requireStream } from '../store/write/streams.ts';
import { hasContent, hasSegment, hasSize, linkTwin } from '../store/write/twins.ts';
import { batchTransfer } from './imports/batch-transfer.ts';
import type { WriterOps } from './imports/writer-calls.ts';
import { type ConnectionOps, connectionHandlers } from './pull/connection-ops.ts';
import { serveCalls } from './threads/rpc.ts';
import { type GivenOps, givenHandlers } from './workspace/given-ops.ts';
import type { StoreOps } from './writer-ops.ts';

type Ops = StoreOps & WriterOps & ConnectionOps & GivenOps;
type Handlers = { [K in keyof Ops]: (input: Ops[K]['input']) => Ops[K]['output'] | Promise<Ops[K]['output']> };

let open: { db: WriteConnection; folder: string; actor: string } | null = null;
/** The workspace's key while it is unlocked. */
let held: WorkspaceSeal | null = null;
const writers = new Map<number, ImportWriter>();
const activityImports = new Map<number, ActivityImport>();

function current(): { db: WriteConnection; folder: string; actor: string } {
  if (!open) {
    throw new AppError('workspace.none', 'No workspace is open.');
  }
  return open;
}

function writerOf(id: number): ImportWriter {
  const writer = writers.get(id);
  if (!writer) {
    throw new AppError('import.unknown', `Import ${id} is not running.`, { id });
  }
  return writer;
}

function activityImportOf(id: number): ActivityImport {
  const found = activityImports.get(id);
  if (!found) {
    throw new AppError('import.unknown', `Import ${id} is not running.`, { id });
  }
  return found;
}

function dropWriter(id: number): void {
  activityImports.delete(id);
  writers.get(id)?.close();
  writers.delete(id);
}

function log(action: string, subject: string, detail: Record<string, unknown>): void {
  const { db, actor } = current();
  logGovernance(db, { time: Date.now(), actor, action, subject, detail });
}

/** What lists are sealed with; null while they are in clear. @throws AppError privacy.locked */
function sealOfLists(): WorkspaceSeal | null {
  return listSeal(current().db, held);
}

function closeOpen(): void {
  held = null;
  for (const id of [...writers.keys()]) {
    dropWriter(id);
  }
  if (open) {
    const { db } = open;
    open = null;
    closeWriter(db);
  }
}

const handlers: Handlers = {
  'store.create': ({ folder, name, zone, actor, sample }) => {
    closeOpen();
    const place = createWorkspaceFolder(folder, name);
    const db = openWriter(place.folder, true);
    open = { db, folder: place.folder, actor };
    const now = Date.now();
    writeMeta(db, {
      id: place.id,
      name,
      created: now,
      displayZone: zone,
      bucketMinutes: bucketMinutesOf(zone, now),
      profile: null,
      sample,
    });
    log('workspace.create', name, { zone, sample });
    return place;
  },
  'store.open': ({ folder, actor }) => {
    closeOpen();
    const place = readWorkspacePlace(folder);
    const db = openWriter(place.folder, false);
    open = { db, folder: place.folder, actor };
    const interrupted = sweepInterrupted(db, place.folder, Date.now());
    sweepNames(db);
    sweepOrphans(db, place.folder);
    sweepClear(db);
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
  'activities.older': () => countOlderBlocks(current().db),
  'activities.derive': () => deriveFacts(current().db),
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
    const { db } = current();
    db.transaction(() => {
      const { privacyKey } = readMeta(db);
      if (privacyKey !== null && privacyKey !== keyId) {
        throw new AppError('privacy.wrongKey', `This workspace was sealed with the key ${privacyKey}.`, { keyId });
      }
      writeMeta(db, { privacyKey: keyId });
      log(action, keyId, {});
    }).immediate();
    return null;
  },
  'command.run': async ({ method, input }) => {
    // Imports need none of the commands, nor the checks of their inputs.
    const { runCommand } = await import('../services/commands.ts');
    const { db, actor } = current();
    const context: CommandContext = { db, log, now: Date.now, actor, seal: sealOfLists };
    return db.transaction(() => runCommand(context, method, input)).immediate();
  },
  'collector.get': ({ id }) => requireCollector(current().db, id),
  'collector.save': ({ id, source }) => {
    const { db } = current();
    return db
      .transaction(() => {
        const saved = saveCollector(db, id, source, Date.now());
        const { stream, format, receiver } = source;
        log(id === null ? 'collector.add' : 'collector.update', source.name, { stream, format, receiver });
        return saved;
      })
      .immediate();
  },
  'collector.enable': ({ id, enabled, action }) => {
    const { db } = current();
    const { source } = requireCollector(db, id);
    enableCollector(db, id, enabled);
    log(action, source.name, { startsWithWorkspace: enabled });
    return null;
  },
  'collector.remove': ({ id }) => {
    const { db } = current();
    const { source } = requireCollector(db, id);
    removeCollector(db, id);
    log('collector.remove', source.name, { receiver: source.receiver });
    return null;
  },
  'collector.note': ({ lastData, events }) => {
    noteCollectors(current().db, lastData, events);
    return null;
  },
  ...connectionHandlers(() => current().db, log),
  ...givenHandlers(() => current().db, log, sealOfLists),
  'import.begin': ({ spec, isUnique, exclude, include }) => {
    const { db, folder } = current();
    const handle = beginImport(db, spec, held);
    if (spec.connector !== undefined) {
      activityImports.set(handle.id, new ActivityImport(db, handle.id));
      return { handle, known: [], isFirst: false };
    }
    writers.set(handle.id, new ImportWriter(db, folder, handle.id, handle.stream, spec.keepEvidence));
    return {
      handle,
      known: isUnique ? [] : knownFrames(db, folder, handle, exclude, include),
      isFirst: db.prepare("SELECT 1 FROM import WHERE state = 'done'").get() === undefined,
    };
  },
  'import.append': ({ id, parser, batch }) => {
    const frames = writerOf(id).append(parser, batch);
    // Let go at once: this thread makes so little else that garbage would pile up for long.
    for (const buffer of batchTransfer(batch)) buffer.transfer(0);
    return frames;
  },
  'import.appendActivities': ({ id, batch }) => activityImportOf(id).append(batch),
  'import.addFile': ({ id, file }) => {
    const writer = activityImports.get(id) ?? writerOf(id);
    const number = addFile(current().db, id, file);
    writer.beginFile(number);
    return number;
  },
  'import.finishFile': ({ id, file, facts }) => {
    finishFile(current().db, id, file, facts);
    (activityImports.get(id) ?? writerOf(id)).sliceLines.set(file, facts.sliceLines);
    return null;
  },
  'import.dropFile': ({ id }) => {
    (activityImports.get(id) ?? writerOf(id)).dropFile();
    return null;
  },
  'import.hasSize': ({ handle, size }) => hasSize(current().db, handle, size),
  'import.hasContent': ({ handle, sha256 }) => hasContent(current().db, handle, sha256),
  'import.hasSegment': ({ sha256, atHand }) => hasSegment(current().db, sha256, atHand),
  'import.linkTwin': ({ handle, file, sha256 }) => linkTwin(current().db, handle, file, sha256),
  'import.close': ({ id }) => {
    const activities = activityImports.get(id);
    if (activities) activities.settleLines();
    else shiftLines(current().db, writerOf(id).sliceLines);
    dropWriter(id);
    return null;
  },
  'import.publish': ({ ends, remove, log: note, reached }) => {
    const { db, folder } = current();
    publish(db, folder, ends, remove, () => {
      if (reached) noteReached(db, reached);
    });
    if (note) log(note.action, note.subject, note.detail);
    return null;
  },
  'import.abandon': ({ id, state, ledger }) => {
    const { db, folder } = current();
    dropWriter(id);
    abandon(db, folder, id, state, Date.now(), ledger);
    log(`import.${state}`, String(id), {});
    return null;
  },
  'import.discard': ({ id }) => {
    const { db, folder } = current();
    dropWriter(id);
    discard(db, folder, id);
    return null;
  },
  'stream.get': ({ id }) => requireStream(current().db, id),
  'stream.remove': ({ id, imports }) => {
    const { db, folder } = current();
    const { name } = requireStream(db, id);
    publish(db, folder, [], imports);
    db.prepare('DELETE FROM stream WHERE id = ?').run(id);
    log('stream.remove', name, { id, imports });
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
  'names.finish': ({ id, ledger }) => {
    const seal = sealOfLists();
    finishNames(current().db, id, ledger, seal);
    const paths = ledger.files.map((file) => file.path).slice(0, 100);
    log('names.add', String(id), { files: seal ? paths.length : paths, lines: ledger.parsed });
    return null;
  },
  'names.remove': ({ id, log: isLogged }) => {
    removeNames(current().db, id);
    if (isLogged) log('names.remove', String(id), {});
    return null;
  },
  'store.activityScope': () => scopeFacts(current().db, held),
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
