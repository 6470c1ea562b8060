/** What the writer thread does for imports, and what it holds of those that run. */

import { AppError } from '../../contract/errors.ts';
import type { LogAction } from '../../model/governance-action.ts';
import { ImportSums } from '../../services/connected/import-sums.ts';
import { ActivityImport } from '../../store/activities/activity-import.ts';
import { hasActivities } from '../../store/activities/activity-store.ts';
import { storeSum } from '../../store/activities/stored-sums.ts';
import { type WriteConnection, withoutSync } from '../../store/open.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { noteReached } from '../../store/write/connections.ts';
import { ImportWriter } from '../../store/write/import-writer.ts';
import {
  abandon,
  addFile,
  addFiles,
  beginImport,
  discard,
  finishFiles,
  type ImportHandle,
  publish,
  shiftLines,
} from '../../store/write/imports.ts';
import { knownFrames } from '../../store/write/known-frames.ts';
import { hasContent, hasSegment, knownSizes, TwinLinks } from '../../store/write/twins.ts';
import { activityTransfer, batchTransfer } from './batch-transfer.ts';
import type { WriterOps } from './writer-calls.ts';

type Handlers = { [K in keyof WriterOps]: (input: WriterOps[K]['input']) => WriterOps[K]['output'] };

/** @param log writes the governance log @param key the workspace's, while it is unlocked */
export function importHandlers(
  open: () => { readonly db: WriteConnection; readonly folder: string },
  log: LogAction,
  key: () => WorkspaceSeal | null,
): { readonly handlers: Handlers; readonly dropAll: () => void } {
  const writers = new Map<number, ImportWriter>();
  const activityImports = new Map<number, ActivityImport>();
  /** Until their import is published. */
  const sums = new Map<number, ImportSums>();

  const twins = new Map<number, TwinLinks>();
  const twinsOf = (handle: ImportHandle): TwinLinks => {
    const known = twins.get(handle.id) ?? new TwinLinks(open().db, handle);
    twins.set(handle.id, known);
    return known;
  };

  const writerOf = (id: number): ImportWriter => running(writers, id);
  const anyOf = (id: number): ImportWriter | ActivityImport => activityImports.get(id) ?? writerOf(id);
  /** Nothing of an import is shown before it is published, and that commit is waited for. */
  const inRunning = <T>(work: (db: WriteConnection) => T): T => {
    const { db } = open();
    return withoutSync(db, () => work(db));
  };
  const drop = (id: number): void => {
    activityImports.delete(id);
    twins.delete(id);
    writers.get(id)?.close();
    writers.delete(id);
  };

  const handlers: Handlers = {
    'import.begin': ({ spec, isUnique, exclude, include }) => {
      const { db, folder } = open();
      const handle = beginImport(db, spec, key());
      try {
        if (spec.connector !== undefined) {
          // Later imports are added to the sums of the first ones when somebody asks.
          const made = hasActivities(db) ? null : new ImportSums();
          if (made) sums.set(handle.id, made);
          activityImports.set(handle.id, new ActivityImport(db, handle.id, made && ((stored) => made.take(stored))));
          return { handle, known: [], sizes: new Set(), isFirst: false };
        }
        writers.set(handle.id, new ImportWriter(db, folder, handle.id, handle.stream, spec.keepEvidence));
        return {
          handle,
          known: isUnique ? [] : knownFrames(db, folder, handle, exclude, include),
          sizes: isUnique ? new Set() : knownSizes(db, handle),
          isFirst: db.prepare("SELECT 1 FROM import WHERE state = 'done'").get() === undefined,
        };
      } catch (cause) {
        // Nobody has its number yet who could take it back.
        drop(handle.id);
        discard(db, folder, handle.id);
        throw cause;
      }
    },
    'import.append': ({ id, parser, batch, wantsFrames }) => {
      const frames = inRunning(() => writerOf(id).append(parser, batch));
      // Let go at once: this thread makes so little else that garbage would pile up for long.
      for (const buffer of batchTransfer(batch)) buffer.transfer(0);
      return wantsFrames ? frames : [];
    },
    'import.appendActivities': ({ id, parser, batch }) => {
      const repeated = inRunning(() => running(activityImports, id).append(parser, batch));
      for (const buffer of activityTransfer(batch)) buffer.transfer(0);
      return repeated;
    },
    'import.addFile': ({ id, file }) => {
      const writer = anyOf(id);
      const number = inRunning((db) => addFile(db, id, file));
      writer.beginFile(number);
      return number;
    },
    'import.addFiles': ({ id, files }) => inRunning((db) => addFiles(db, id, files)),
    'import.finishFiles': ({ id, files }) => {
      inRunning((db) => finishFiles(db, id, files));
      for (const { file, sliceLines } of files) anyOf(id).sliceLines.set(file, sliceLines);
      return null;
    },
    'import.dropFile': ({ id }) => {
      sums.delete(id);
      inRunning(() => anyOf(id).dropFile());
      return null;
    },
    'import.hasContent': ({ handle, sha256 }) => hasContent(open().db, handle, sha256),
    'import.hasSegment': ({ sha256, atHand }) => hasSegment(open().db, sha256, atHand),
    'import.linkTwin': ({ handle, file, sha256 }) => inRunning(() => twinsOf(handle).link(file, sha256)),
    'import.close': ({ id }) => {
      const activities = activityImports.get(id);
      inRunning((db) => {
        if (activities) activities.settleLines();
        else shiftLines(db, writerOf(id).sliceLines);
      });
      drop(id);
      return null;
    },
    'import.publish': ({ ends, remove, log: note, reached }) => {
      const { db, folder } = open();
      publish(db, folder, ends, remove, () => {
        if (reached) noteReached(db, reached);
        if (note) log(note.action, note.subject, note.detail);
      });
      for (const { id } of ends) {
        for (const sum of sums.get(id)?.packed() ?? []) storeSum(db, sum);
        sums.delete(id);
      }
      return null;
    },
    'import.abandon': ({ id, ...end }) => {
      const { db, folder } = open();
      sums.delete(id);
      drop(id);
      abandon(db, folder, id, { ...end, ended: Date.now() });
      log(`import.${end.state}`, String(id), end.error === null ? {} : { reason: end.error.message });
      return null;
    },
    'import.discard': ({ id }) => {
      const { db, folder } = open();
      sums.delete(id);
      drop(id);
      discard(db, folder, id);
      return null;
    },
  };
  const dropAll = (): void => {
    sums.clear();
    for (const id of [...writers.keys(), ...activityImports.keys()]) drop(id);
  };
  return { handlers, dropAll };
}

function running<T>(imports: ReadonlyMap<number, T>, id: number): T {
  const found = imports.get(id);
  if (!found) throw new AppError('import.unknown', `Import ${id} is not running.`, { id });
  return found;
}
