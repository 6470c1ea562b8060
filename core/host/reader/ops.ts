/** What a reader thread can be asked. */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { MethodName, MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { NameTable } from '../../ingest/names/name-table.ts';
import type { PrivateAnswer, PrivateQuestion } from '../../services/activities/private.ts';
import type { DescribeConnectorInput } from '../../services/connectors/describe.ts';
import type { CompactTask } from '../../services/imports/compact-plan.ts';
import type { DescribeInput } from '../../services/imports/describe-format.ts';
import type { listFormats } from '../../services/imports/list-formats.ts';
import type { PreviewInput } from '../../services/imports/preview.ts';
import type { StoredRecords } from '../../services/imports/stored-records.ts';
import type { StoredFrame, StoredSource } from '../../services/imports/stored-sources.ts';
import type { namesOf, tokensOf } from '../../services/privacy/pseudonyms.ts';
import type { ProbeTarget } from '../../services/probe/probe-state.ts';
import type { checkIntegrity } from '../../services/workspace/integrity.ts';
import type { PackedSum } from '../../store/activities/stored-sums.ts';
import type { PseudonymKind, TokenKind } from '../../store/privacy/workspace-seal.ts';
import type { StoredActionRun } from '../../store/write/action-runs.ts';
import type { CollectorEvent, StoredCollector } from '../../store/write/collectors.ts';
import type { StoredConnection } from '../../store/write/connections.ts';
import type { StoredListing } from '../../store/write/listings.ts';
import type { WorkspaceFacts } from './facts.ts';

export type ReleaseFacts = MethodOutput<'catalog.getRelease'>['inForce'];

export interface ReaderOps {
  'reader.open': {
    input: {
      folder: string;
      readOnly: boolean;
      reason: string | null;
      key: Uint8Array | null;
      catalog: string | null;
    };
    output: null;
  };
  'reader.close': { input: null; output: null };
  /** Reads names, scores and the catalog and begins to load the code of these methods, so that the first question does not. */
  'reader.warm': { input: { methods: readonly MethodName[] }; output: null };
  /** Whether audit logs were imported. */
  'reader.hasActivities': { input: null; output: boolean };
  /** Does a piece of what makes questions about activities quick. @returns whether there is more */
  'reader.prepare': { input: { what: 'filters' | 'sums' }; output: boolean };
  /** A sum that the background has made ready and the database should keep; null when there is none. */
  'reader.sumToStore': { input: null; output: PackedSum | null };
  'reader.fact': { input: { what: keyof WorkspaceFacts }; output: WorkspaceFacts[keyof WorkspaceFacts] };
  'reader.query': { input: { call: number; method: string; input: unknown }; output: unknown };
  'reader.preview': { input: Omit<PreviewInput, 'profile' | 'ownFormats' | 'ownConnectors'>; output: unknown };
  'reader.describe': { input: DescribeInput; output: MethodOutput<'formats.describe'> };
  'reader.ownConnectors': { input: null; output: CustomConnector[] };
  'reader.describeConnector': { input: DescribeConnectorInput; output: MethodOutput<'connectors.describe'> };
  /** Name evidence in force, but for one that is about to go. */
  'reader.nameTable': { input: { without: number | null }; output: { ids: number[]; table: NameTable | null } };
  /** Hashes of files that are known, keyed where the lists are sealed. */
  'reader.nameFacts': { input: null; output: { known: string[]; listsSealed: boolean } };
  'reader.importsWithNames': { input: { id: number }; output: number[] };
  'reader.formats': { input: null; output: ReturnType<typeof listFormats> };
  'reader.integrity': { input: { call: number }; output: ReturnType<typeof checkIntegrity> };
  /** The key of anonymised streams came or went. */
  'reader.key': { input: { key: Uint8Array | null }; output: null };
  /** Another catalog update holds, or the shipped catalog (null), or what is trusted has changed. */
  'reader.setCatalog': { input: { id: string | null }; output: null };
  'reader.release': { input: null; output: { inForce: ReleaseFacts; problem: string | null } };
  'reader.inspectUpdate': {
    input: { path: string; shown: string };
    output: MethodOutput<'catalog.inspectUpdate'>;
  };
  /** Keeps it and puts it in force for whoever opens the catalog next. */
  'reader.installUpdate': {
    input: { path: string; shown: string; id: string | null; allowOlder: boolean };
    output: string;
  };
  /** Old and present ids of those apps that the workspace holds by a name the catalog no longer has. */
  'reader.renamedApps': { input: { ids: readonly string[] }; output: [old: string, present: string][] };
  'reader.probeTargets': { input: { apps: readonly string[] }; output: ProbeTarget[] };
  'reader.newlyConnected': { input: { importId: number }; output: string[] };
  'reader.compactable': { input: { canUnseal: boolean }; output: number[] };
  'reader.compactTask': { input: { id: number }; output: CompactTask | null };
  'reader.names': { input: { kind: TokenKind; tokens: readonly string[] }; output: ReturnType<typeof namesOf> };
  'reader.tokens': { input: { kind: PseudonymKind; names: readonly string[] }; output: ReturnType<typeof tokensOf> };
  'reader.clearLines': {
    input: { call: number; question: MethodParsed<'discovery.listEvidence'> };
    output: MethodOutput<'discovery.listEvidence'>;
  };
  'reader.clearActivity': { input: { ref: string }; output: MethodOutput<'activities.get'> };
  'reader.clearImport': {
    input: { id: number; limit: number };
    output: MethodOutput<'privacy.revealImport'>;
  };
  'reader.privateActivities': { input: { call: number; question: PrivateQuestion }; output: PrivateAnswer };
  'reader.collectors': {
    input: { events: number };
    output: { rows: StoredCollector[]; events: CollectorEvent[] };
  };
  'reader.connections': { input: null; output: StoredConnection[] };
  'reader.listings': { input: null; output: StoredListing[] };
  'reader.actionRuns': { input: null; output: StoredActionRun[] };
  'reader.storedRecords': { input: { importId: number }; output: StoredRecords[] };
  'reader.recordLines': { input: { id: number; step: number }; output: Uint8Array<ArrayBuffer> };
  'reader.stored': { input: { importId: number }; output: { sources: StoredSource[]; frames: StoredFrame[][] } };
}

/** The answers of some of them. */
export type ReaderHandlers<K extends keyof ReaderOps> = {
  [M in K]: (input: ReaderOps[M]['input']) => ReaderOps[M]['output'] | Promise<ReaderOps[M]['output']>;
};
