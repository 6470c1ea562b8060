/** What an open workspace is, said without the code of any question: by a reader, or by the writer where no reader runs. */
import type { CustomFormat } from '../../contract/custom-format.ts';
import type { WorkspaceInfo } from '../../contract/workspace.ts';
import { type PrivacyFacts, privacyFacts } from '../../services/privacy/pseudonyms.ts';
import { workspaceInfo } from '../../services/workspace/info.ts';
import type { ReadConnection } from '../../store/open.ts';
import { readMeta } from '../../store/write/meta.ts';
import { readOwnFormats } from '../../store/write/own-formats.ts';

export interface WorkspaceFacts {
  readonly info: WorkspaceInfo;
  readonly keyId: string | null;
  readonly privacy: PrivacyFacts;
  readonly ownFormats: CustomFormat[];
}

export interface OpenMode {
  readonly readOnly: boolean;
  /** Why it is read-only although that was not asked for. */
  readonly reason: string | null;
}

type Tellers = { readonly [K in keyof WorkspaceFacts]: (open: OpenedFolder) => WorkspaceFacts[K] };

interface OpenedFolder {
  readonly db: ReadConnection;
  readonly folder: string;
  readonly mode: OpenMode;
}

const TELLERS: Tellers = {
  info: ({ db, folder, mode }) => workspaceInfo(db, folder, mode),
  keyId: ({ db }) => readMeta(db).privacyKey,
  privacy: ({ db }) => privacyFacts(db),
  ownFormats: ({ db }) => readOwnFormats(db),
};

export function tellFact<K extends keyof WorkspaceFacts>(what: K, open: OpenedFolder): WorkspaceFacts[K] {
  return TELLERS[what](open);
}
