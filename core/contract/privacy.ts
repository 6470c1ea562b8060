import { z } from 'zod';
import { activityDetail, activityRef } from './activities.ts';
import { revealReason as reason, token } from './common.ts';
import { evidencePage, evidenceQuestion } from './discovery.ts';
import { rejectRow } from './imports.ts';

export const pseudonymKind = z.enum(['user', 'device']);
/** Activities have tokens for more: what was acted upon, and words of whoever wrote the record. */
export const tokenKind = z.enum([...pseudonymKind.options, 'object', 'text']);

const passphrase = z.string().min(8).max(1000);

export const privacyState = z.object({
  /**
   * none: the workspace has no key yet · absent: it has one, but not on this computer · locked: the key is here and its passphrase
   * was not given · unlocked: names can be revealed and anonymised streams take lines.
   */
  key: z.enum(['none', 'absent', 'locked', 'unlocked']),
  keyId: z.string().nullable(),
  /** What protects the key on this computer; null when it is not here. */
  kept: z.enum(['keychain', 'passphrase']).nullable(),
  /** The key's file on this computer. */
  keyFile: z.string().nullable(),
  /** A new key needs no passphrase: the operating system's keychain protects it. */
  keychain: z.boolean(),
  streams: z.array(
    z.object({ id: z.number(), name: z.string(), anonymised: z.boolean(), imports: z.number(), sealed: z.number() }),
  ),
  /** Directory, exclusions, IP ranges and name evidence are sealed, as they are from the first anonymised stream on. */
  listsSealed: z.boolean(),
  /** Tokens that stand for a name. */
  users: z.number(),
  devices: z.number(),
});
export type PrivacyState = z.infer<typeof privacyState>;

export const privacyMethods = {
  'privacy.getState': { kind: 'query', input: z.object({}), output: privacyState },
  /** Makes the workspace's key. Without a keychain the passphrase is required. */
  'privacy.createKey': {
    kind: 'command',
    input: z.object({ passphrase: passphrase.optional() }),
    output: privacyState,
  },
  'privacy.unlock': { kind: 'command', input: z.object({ passphrase: z.string().max(1000) }), output: privacyState },
  'privacy.lock': { kind: 'command', input: z.object({}), output: privacyState },
  /** Names behind tokens. Each one is written to the governance log, as the token. */
  'privacy.reveal': {
    kind: 'command',
    input: z.object({ kind: tokenKind, tokens: z.array(z.string().max(100)).min(1).max(1000), reason }),
    output: z.object({ names: z.array(z.object({ token: z.string(), name: z.string().nullable() })) }),
  },
  /** Tokens of names, letter case aside. Each hit is written to the governance log, as the token. */
  'privacy.findTokens': {
    kind: 'command',
    input: z.object({ kind: pseudonymKind, names: z.array(z.string().min(1).max(1000)).min(1).max(100), reason }),
    output: z.object({ found: z.array(z.object({ name: z.string(), tokens: z.string().array() })) }),
  },
  /** Evidence of anonymised streams in clear. */
  'privacy.revealLines': { kind: 'command', input: evidenceQuestion.extend({ reason }), output: evidencePage },
  /** One activity of an anonymised stream with its record in clear. */
  'privacy.revealActivity': { kind: 'command', input: z.object({ ref: activityRef, reason }), output: activityDetail },
  /** Paths of an anonymised import's files, and the lines it could not read, in clear. */
  'privacy.revealImport': {
    kind: 'command',
    input: z.object({ id: z.number().int(), limit: z.number().int().min(1).max(10_000).default(500), reason }),
    output: z.object({ files: z.string().array(), rejects: rejectRow.array() }),
  },
  /** Writes the key, protected by a passphrase, to a place the user chose. It is never part of a workspace or a backup. */
  'privacy.exportKey': {
    kind: 'command',
    input: z.object({ token, passphrase, reason }),
    output: z.object({ keyId: z.string() }),
  },
  /** Takes a key from such a file; it must be the workspace's own, unless the workspace has none yet. */
  'privacy.importKey': {
    kind: 'command',
    input: z.object({ token, passphrase: z.string().max(1000) }),
    output: privacyState,
  },
} as const;
