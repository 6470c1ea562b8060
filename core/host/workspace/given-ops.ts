/** What the writer thread keeps of what was handed to a workspace: lists, files, what was measured, and which catalog holds. */

import type { IpRange, Person } from '../../enrich/index.ts';
import type { GovernanceAction, LogAction } from '../../model/governance-action.ts';
import type { WriteConnection } from '../../store/open.ts';
import type { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import {
  type NewAddressFile,
  type NewAddressList,
  putAddressFile,
  putAddressList,
} from '../../store/write/address-sources.ts';
import { governedApps, renameApps } from '../../store/write/app-governance.ts';
import { putProbe, type StoredProbe } from '../../store/write/app-probes.ts';
import { putRanges, replaceDirectory } from '../../store/write/enrichment.ts';
import { SEALED_SUBJECTS } from '../../store/write/list-notes.ts';
import { readMeta, type WorkspaceMeta, writeMeta } from '../../store/write/meta.ts';

export interface GivenOps {
  'ranges.put': {
    input: { ranges: readonly IpRange[]; replace: boolean; file: string };
    output: { added: number; changed: number; removed: number };
  };
  /** Ids of the catalog's apps that the workspace holds something of. */
  'catalog.governed': { input: null; output: string[] };
  /** Which catalog the workspace is read with from now on, and old and present ids of apps that it calls otherwise. */
  'catalog.settle': {
    input: {
      renamed: readonly (readonly [old: string, present: string])[];
      release: NonNullable<WorkspaceMeta['catalog']>;
    };
    output: null;
  };
  'probe.put': { input: StoredProbe; output: null };
  'geo.putList': { input: NewAddressList; output: number };
  'geo.putFile': { input: NewAddressFile; output: number };
  'directory.put': { input: { people: readonly Person[]; file: string }; output: null };
}

type Handlers = { [K in keyof GivenOps]: (input: GivenOps[K]['input']) => GivenOps[K]['output'] };

/**
 * @param log writes the governance log
 * @param listSeal what lists are sealed with; null while they are in clear
 */
export function givenHandlers(
  open: () => WriteConnection,
  log: LogAction,
  listSeal: () => WorkspaceSeal | null,
): Handlers {
  const source = (action: GovernanceAction, file: string): string => (listSeal() && SEALED_SUBJECTS[action]) || file;
  return {
    'ranges.put': ({ ranges, replace, file }) => {
      const db = open();
      return db
        .transaction(() => {
          const counts = putRanges(db, ranges, replace, listSeal());
          log('range.import', source('range.import', file), { ...counts });
          return counts;
        })
        .immediate();
    },
    'catalog.governed': () => governedApps(open()),
    'catalog.settle': ({ renamed, release }) => {
      const db = open();
      const { catalog: before } = readMeta(db);
      const isSame = before !== null && before.version === release.version && before.date === release.date;
      if (isSame && renamed.length === 0) return null;
      db.transaction(() => {
        // What a new workspace is read with is no change.
        if (!isSame && before !== null) log('catalog.change', release.version, { ...release, before });
        renameApps(db, renamed);
        for (const [old, present] of renamed) log('app.rename', present, { was: old });
        writeMeta(db, { catalog: release });
      }).immediate();
      return null;
    },
    'probe.put': (probe) => {
      const db = open();
      db.transaction(() => {
        putProbe(db, probe);
        log('probe.run', probe.app, { host: probe.result.host });
      }).immediate();
      return null;
    },
    'geo.putList': (list) => {
      const db = open();
      return db
        .transaction(() => {
          log('addressList.import', list.name, { class: list.class, entries: list.entries });
          return putAddressList(db, list, Date.now());
        })
        .immediate();
    },
    'geo.putFile': (file) => {
      const db = open();
      return db
        .transaction(() => {
          log('addressFile.import', file.name, { databaseType: file.databaseType, bytes: file.content.length });
          return putAddressFile(db, file, Date.now());
        })
        .immediate();
    },
    'directory.put': ({ people, file }) => {
      const db = open();
      db.transaction(() => {
        replaceDirectory(db, people, file, Date.now(), listSeal());
        log('directory.import', source('directory.import', file), { people: people.length });
      }).immediate();
      return null;
    },
  };
}
