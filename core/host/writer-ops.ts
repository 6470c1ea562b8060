/** What the writer thread answers beside imports (`imports/writer-calls.ts`). */

import type { SourceConfig } from '../contract/collectors.ts';
import type { CustomConnector } from '../contract/custom-connector.ts';
import type { CustomFormat } from '../contract/custom-format.ts';
import type { Ledger } from '../contract/imports.ts';
import type { ReadingProfile } from '../contract/workspace.ts';
import type { ScopeFacts } from '../enrich/index.ts';
import type { NameRecord } from '../ingest/names/record.ts';
import type { GovernanceAction } from '../model/governance-action.ts';
import type { PackedSum } from '../store/activities/stored-sums.ts';
import type { CompactFile } from '../store/evidence/compact.ts';
import type { StoredStream } from '../store/read/streams.ts';
import type { WorkspacePlace } from '../store/workspace-folder.ts';
import type { TagChange } from '../store/write/app-state.ts';
import type { CollectorEvent, HeardSource, StoredCollector } from '../store/write/collectors.ts';
import type { DayImport } from '../store/write/day-imports.ts';
import type { readingOf } from '../store/write/imports.ts';
import type { WorkspaceMeta } from '../store/write/meta.ts';
import type { WorkspaceFacts } from './reader/facts.ts';

export interface StoreOps {
  'store.create': {
    input: { folder: string; name: string; zone: string; actor: string; sample: boolean };
    output: WorkspacePlace;
  };
  'store.open': { input: { folder: string; actor: string }; output: WorkspacePlace & { interrupted: number[] } };
  'store.close': { input: null; output: null };
  'store.backup': { input: { target: string; withEvidence: boolean }; output: null };
  'store.facts': {
    input: null;
    output: WorkspaceMeta & {
      readonly ownFormats: CustomFormat[];
      readonly ownConnectors: CustomConnector[];
      readonly nameImports: number[];
    };
  };
  'import.reading': { input: { id: number }; output: ReturnType<typeof readingOf> };
  /** Null: every activity is stored, and none is private. */
  'store.activityScope': { input: null; output: ScopeFacts | null };
  'store.fact': { input: { what: keyof WorkspaceFacts }; output: WorkspaceFacts[keyof WorkspaceFacts] };
  'store.readingProfile': { input: null; output: ReadingProfile };
  'names.begin': { input: { started: number; zone: string }; output: number };
  'names.append': { input: { id: number; records: readonly NameRecord[] }; output: null };
  'names.finish': { input: { id: number; ledger: Ledger }; output: null };
  'names.remove': { input: { id: number; log: boolean }; output: null };
  'stream.get': { input: { id: number }; output: StoredStream };
  'stream.remove': { input: { id: number; imports: readonly number[] }; output: null };
  'collector.get': { input: { id: number }; output: StoredCollector };
  'collector.save': { input: { id: number | null; source: SourceConfig }; output: number };
  'collector.enable': {
    input: { id: number; enabled: boolean; action: 'collector.start' | 'collector.stop' };
    output: null;
  };
  'collector.remove': { input: { id: number }; output: null };
  'collector.note': {
    input: { heard: readonly HeardSource[]; events: readonly CollectorEvent[] };
    output: null;
  };
  'import.dependants': { input: { id: number }; output: number[] };
  /** The import of its day that a running one can join. */
  'import.dayOf': { input: { id: number }; output: DayImport | null };
  /** An import's frames stand in a new file; false when it is gone or has changed meanwhile. */
  'evidence.move': { input: { id: number; revision: number; file: CompactFile }; output: boolean };
  'evidence.sweep': { input: null; output: null };
  /** Blocks whose records nobody has looked into; one of them is looked into, false when there is none. */
  'activities.older': { input: null; output: number };
  'activities.derive': { input: null; output: boolean };
  'governance.log': {
    input: { action: GovernanceAction; subject: string; detail: Record<string, unknown> };
    output: null;
  };
  /** Keeps a sum that a reader made; false when the activities have changed meanwhile. */
  'activities.storeSum': { input: PackedSum; output: boolean };
  /** The workspace's key is now this one; nothing was sealed with another. */
  /** The key came or went: lists beside anonymised streams are sealed with it. */
  'privacy.key': { input: { key: Uint8Array | null }; output: null };
  /** Directory, exclusions, ranges and name evidence stand sealed from here on, and nothing of them in clear anywhere. */
  'privacy.sealLists': { input: null; output: null };
  'privacy.setKey': { input: { keyId: string; action: GovernanceAction }; output: null };
  /** Tags apps and says why in the governance log. */
  'apps.tag': { input: { apps: readonly TagChange[]; reason: string }; output: null };
  'command.run': { input: { method: string; input: unknown }; output: unknown };
}
