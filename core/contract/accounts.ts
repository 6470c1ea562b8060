import { z } from 'zod';
import { accountRiskMethods, riskFactor, riskLevel } from './account-risk.ts';
import { instant } from './common.ts';
import { derivedPage, derivedQuestion } from './connected.ts';
import { fileRow } from './files.ts';
import { oauthRow } from './oauth.ts';
import { postureRow } from './posture.ts';
import { inboxRuleFact, snapshotOrigin, stateFact } from './snapshots.ts';

const count = z.number();

/** A person, or an app or service that acts by itself, over all connected apps. Null where no record says. */
export const accountRow = z.object({
  /** Names the person within this workspace. */
  key: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  domain: z.string().nullable(),
  type: z.enum(['user', 'app', 'system', 'anonymous']),
  affiliation: z.enum(['internal', 'external']).nullable(),
  admin: z.boolean(),
  status: z.enum(['active', 'invited', 'suspended', 'deleted']).nullable(),
  /** Neither activity nor sign-in for as long as `accounts.list` was told to take for stale, while logs or a snapshot went on. */
  stale: z.boolean(),
  /** Days from the last activity or sign-in to the end of the logs of its apps, or to the snapshot that knows of it. */
  idleDays: z.number().nullable(),
  app: z.string().array(),
  instance: z.string().array(),
  accounts: count,
  department: z.string().nullable(),
  manager: z.string().nullable(),
  group: z.string().array(),
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  activities: count,
  failedSignIns: count,
  adminActs: count,
  files: count,
  downloads: count,
  consents: count,
  country: z.string().array(),
  addresses: count,
  devices: count,
  /** As the newest snapshot of the tenant says; null or empty where none does. */
  enabled: z.boolean().nullable(),
  userType: z.enum(['member', 'guest']).nullable(),
  created: instant.nullable(),
  lastSignIn: instant.nullable(),
  license: z.string().array(),
  /** Directory roles held, and those that may be taken. */
  role: z.string().array(),
  eligibleRole: z.string().array(),
  /** A second factor is registered. */
  mfa: z.boolean().nullable(),
  mfaMethod: z.string().array(),
  inboxRules: count.nullable(),
  /** Date of the newest snapshot that knows the account. */
  snapshot: instant.nullable(),
  /** Ids of the reasons to look closer. */
  reason: z.string().array(),
  reasons: count,
  /** Points of the factors that hold, 0 to 100, by the workspace's weights. */
  risk: count,
  riskLevel,
  /** What gave points, with how many: `Mail forwarding set: 20`. */
  riskFactor: z.string().array(),
});
export type AccountRow = z.infer<typeof accountRow>;

const reason = z.object({
  id: z.string(),
  title: z.string(),
  /** What exactly was found, in figures. */
  detail: z.string(),
  /** A proving activity; null where the reason is a figure over many, or a snapshot proves it. */
  ref: z.string().nullable(),
  /** The snapshot that proves it. */
  from: snapshotOrigin.nullable(),
});
export type AccountReason = z.infer<typeof reason>;

const reachedFiles = z.object({
  total: count,
  /** Those that most can reach first. */
  rows: fileRow.pick({ key: true, name: true, app: true, owner: true, level: true, lastSeen: true }).array(),
});

const appAccount = z.object({
  /** Names the account for `accounts.join`. */
  id: z.string(),
  app: z.string(),
  appName: z.string(),
  instance: z.string().nullable(),
  name: z.string(),
  displayName: z.string().nullable(),
  userIds: z.string().array(),
  status: z.string().nullable(),
  admin: z.boolean(),
  activities: count,
  firstSeen: instant.nullable(),
  lastSeen: instant.nullable(),
  /** Why it is this person's. */
  joinedBy: z.enum(['itself', 'mail', 'directory', 'id', 'you']),
  /** Known from a snapshot: nothing was done with it in the logs while `activities` is 0. */
  inSnapshot: z.boolean(),
});

export const accountMethods = {
  ...accountRiskMethods,
  /** People and services over all apps, from all activities. */
  'accounts.list': {
    kind: 'query',
    input: derivedQuestion,
    output: derivedPage(accountRow).extend({
      /** What tells internal from external, and who says so. */
      ownDomains: z.object({
        domains: z.string().array(),
        basis: z.enum(['profile', 'directory', 'snapshot', 'inferred', 'none']),
      }),
      staleDays: z.number(),
      /** From the first to the last activity; null without any. */
      extent: z.object({ from: instant, to: instant }).nullable(),
    }),
  },
  /** One person: by its key, or by any name that an account of theirs has. */
  'accounts.get': {
    kind: 'query',
    input: z.object({ key: z.string().min(1).max(1100) }),
    output: z.object({
      row: accountRow,
      accounts: appAccount.array(),
      reasons: reason.array(),
      risk: z.object({
        factors: riskFactor.array(),
        /** Share of all people and services with less risk, 0..1. */
        above: z.number(),
      }),
      adminBy: z.string().array(),
      /** What snapshots of the tenant say, each with its snapshot. */
      facts: stateFact.array(),
      rules: inboxRuleFact.array(),
      /** Finds the person's activities in the activity log. */
      filter: z.string(),
      /** Users of the discovered traffic that are this person. */
      trafficUsers: z.string().array(),
    }),
  },
  /** What one person's accounts can reach and gave away: files, apps, sessions, and findings that name them; 50 of each at most. */
  'accounts.getReach': {
    kind: 'query',
    input: z.object({ key: z.string().min(1).max(1100) }),
    output: z.object({
      files: z.object({
        owned: count,
        /** Of its own, those that somebody outside, or anyone, can reach. */
        outside: reachedFiles,
        /** Of others, those shared with it by name. */
        given: reachedFiles,
      }),
      /** Apps that it gave access. */
      grants: oauthRow.pick({ key: true, name: true, app: true, level: true, state: true, lastConsent: true }).array(),
      findings: postureRow
        .pick({ id: true, title: true, severity: true, status: true })
        .extend({ lastSeen: instant.nullable() })
        .array(),
      sessions: z.array(
        z.object({
          /** Its latest activity. */
          ref: z.string(),
          first: instant,
          last: instant,
          events: count,
          addresses: z.string().array(),
        }),
      ),
      sessionsTotal: count,
    }),
  },
  /** Says whose an account is: another account's person, its own (`with: null`), or again what the logs say (`undo`). */
  'accounts.join': {
    kind: 'command',
    input: z.object({
      account: z.string().min(1).max(2200),
      with: z.string().min(1).max(2200).nullable().default(null),
      undo: z.boolean().default(false),
    }),
    output: z.object({ previous: z.string().nullable() }),
  },
} as const;
