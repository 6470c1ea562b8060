import { z } from 'zod';
import { instant } from './common.ts';
import { derivedPage, derivedQuestion } from './connected.ts';
import { snapshotOrigin, stateFact } from './snapshots.ts';

const level = z.enum(['high', 'medium', 'low']);
const state = z.enum(['approved', 'banned', 'undetermined']);

/** An app that was given access to a connected app. Null where no record says. */
export const oauthRow = z.object({
  key: z.string(),
  name: z.string(),
  appId: z.string().nullable(),
  /** The connected app whose data it may reach. */
  app: z.string(),
  publisher: z.string().nullable(),
  /** The highest of its permissions that are known; null while none is. */
  level: level.nullable(),
  permission: z.string().array(),
  permissions: z.number(),
  user: z.string().array(),
  users: z.number(),
  adminConsent: z.boolean(),
  state,
  /** How widely it is used elsewhere, as far as that is known. */
  community: z.enum(['common', 'uncommon', 'rare']).nullable(),
  firstConsent: instant.nullable(),
  lastConsent: instant.nullable(),
  lastUsed: instant.nullable(),
  uses: z.number(),
  /** Users whose data it reached by activities that say so, how often, and how much of it as far as records say: null where none does. */
  dataUsers: z.number(),
  dataActivities: z.number(),
  dataBytes: z.number().nullable(),
  revoked: z.number(),
  credentials: z.number(),
  /** As the newest snapshot of the tenant says; null or empty where none does. */
  verified: z.boolean().nullable(),
  audience: z.string().nullable(),
  created: instant.nullable(),
  owner: z.string().array(),
  owners: z.number().nullable(),
  origin: z.enum(['microsoft', 'own', 'external']).nullable(),
  enabled: z.boolean().nullable(),
  /** How its permissions work: for a user who signed in, by itself, or both. */
  grantType: z.enum(['delegated', 'application', 'mixed']).nullable(),
  /** Secrets and certificates, those that had expired, and until when somebody can sign in as the app. */
  secrets: z.number().nullable(),
  secretsExpired: z.number().nullable(),
  secretEnds: instant.nullable(),
  /** Granted, and not used; null where nothing would show a use. */
  unused: z.boolean().nullable(),
  snapshot: instant.nullable(),
  hint: z.string().array(),
  hints: z.number(),
});
export type OauthRow = z.infer<typeof oauthRow>;

export const oauthMethods = {
  /** Apps that consents, tokens and credentials in the activities name, and those that snapshots list. */
  'oauth.list': { kind: 'query', input: derivedQuestion, output: derivedPage(oauthRow) },
  'oauth.get': {
    kind: 'query',
    input: z.object({ key: z.string().max(2200) }),
    output: z.object({
      row: oauthRow,
      /** Catalog id of the app whose data it may reach. */
      connectedApp: z.string(),
      note: z.string(),
      /** How `row.community` is known. */
      communityBasis: z.string().nullable(),
      permissions: z.array(
        z.object({
          name: z.string(),
          level: level.nullable(),
          why: z.string(),
          /** Null where only activities name it. */
          kind: z.enum(['delegated', 'application']).nullable(),
          forEverybody: z.boolean().nullable(),
          resource: z.string().nullable(),
          /** The snapshot that says it stands. */
          from: snapshotOrigin.nullable(),
        }),
      ),
      hints: z.array(
        z.object({ id: z.string(), title: z.string(), detail: z.string(), from: snapshotOrigin.nullable() }),
      ),
      facts: stateFact.array(),
      /** Whose data it reached, the latest first; 500 at most. */
      data: z.array(
        z.object({
          /** Catalog id and name of the app whose data it is. */
          appId: z.string(),
          app: z.string(),
          /** Null where no record says whose it is. */
          user: z.string().nullable(),
          activities: z.number(),
          changes: z.number(),
          /** Null where no record says how much it was; `sized` of the activities do. */
          bytes: z.number().nullable(),
          sized: z.number(),
          first: instant,
          last: instant,
          ref: z.string(),
        }),
      ),
      /** Secrets and certificates; null where no snapshot lists them. */
      secrets: z
        .array(
          z.object({
            kind: z.enum(['secret', 'certificate']),
            name: z.string().nullable(),
            start: instant.nullable(),
            end: instant.nullable(),
            expired: z.boolean().nullable(),
            from: snapshotOrigin,
          }),
        )
        .nullable(),
      /** Consents, credentials and changes, the latest first; 500 at most. */
      events: z.array(
        z.object({
          time: instant,
          type: z.string(),
          user: z.string().nullable(),
          adminConsent: z.boolean(),
          ref: z.string(),
        }),
      ),
      filter: z.string(),
    }),
  },
  /** Marks an app; `undetermined` takes the mark away. Nothing is changed in the connected app. */
  'oauth.mark': {
    kind: 'command',
    input: z.object({ key: z.string().min(1).max(2200), state, note: z.string().max(4000).default('') }),
    output: z.object({ previous: state }),
  },
} as const;
