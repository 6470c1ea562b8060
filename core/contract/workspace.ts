import { z } from 'zod';
import type { ExcludedNames } from '../model/enrichment.ts';
import { givenName, instant, token } from './common.ts';

/** What the organisation is: used to tell inbound and internal traffic from app use. */
export const profile = z.object({
  organisation: z.string().max(200).default(''),
  /** Domains the organisation runs itself. */
  managedDomains: z.array(z.string().max(253)).max(1000).default([]),
  /** CIDR ranges of the organisation's own addresses. */
  internalRanges: z.array(z.string().max(64)).max(1000).default([]),
  /** IANA zone assumed for log times that name none. */
  logZone: z.string().max(64).default('UTC'),
});
export type Profile = z.infer<typeof profile>;

/** The profile as lines are read with it: it is kept with their import, so that they read the same for ever. */
export interface ReadingProfile extends Profile {
  readonly excluded?: ExcludedNames;
}

export const workspaceInfo = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string(),
  readOnly: z.boolean(),
  /** Why it is read-only although it was not asked for (network share, read-only media); null otherwise. */
  readOnlyReason: z.string().nullable(),
  created: instant,
  schemaVersion: z.number(),
  /** IANA zone in which the console shows times and forms days; one setting for every screen. */
  displayZone: z.string(),
  profile: profile.nullable(),
  /** First and last event of the traffic; null without any. `to` is just after it. */
  extent: z.object({ from: instant, to: instant }).nullable(),
  /** The same of activities in connected apps. */
  activityExtent: z.object({ from: instant, to: instant }).nullable(),
  imports: z.number(),
  streams: z.number(),
  databaseBytes: z.number(),
  evidenceBytes: z.number(),
  sample: z.boolean(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

export const workspaceMethods = {
  'workspace.create': {
    kind: 'command',
    input: z.object({ token, name: givenName(100) }),
    output: workspaceInfo,
  },
  'workspace.open': {
    kind: 'command',
    input: z.object({ token, readOnly: z.boolean().default(false) }),
    output: workspaceInfo,
  },
  'workspace.close': { kind: 'command', input: z.object({}), output: z.object({}) },
  'workspace.get': { kind: 'query', input: z.object({}), output: workspaceInfo.nullable() },
  'workspace.setProfile': { kind: 'command', input: profile, output: workspaceInfo },
  'workspace.setDisplayZone': { kind: 'command', input: z.object({ zone: z.string().max(64) }), output: workspaceInfo },
  'workspace.checkIntegrity': {
    kind: 'job',
    input: z.object({}),
    output: z.object({
      ok: z.boolean(),
      problems: z.string().array(),
      segments: z.number(),
      frames: z.number(),
      /** Of activities. */
      activityBlocks: z.number(),
    }),
  },
  /** Writes evidence anew, smaller; the engine does the same by itself when nothing else is asked of it. */
  'workspace.compactEvidence': {
    kind: 'job',
    input: z.object({}),
    output: z.object({ imports: z.number(), bytesBefore: z.number(), bytesAfter: z.number() }),
  },
  /** Writes the whole workspace as one archive (.undercastz) to a place the user chose. */
  'workspace.backup': {
    kind: 'job',
    input: z.object({ token, includeEvidence: z.boolean().default(true) }),
    output: z.object({ bytes: z.number(), sha256: z.string() }),
  },
  /** Unpacks an archive made by backup into a new workspace folder and opens it. */
  'workspace.restore': {
    kind: 'job',
    input: z.object({ archive: token, target: token }),
    output: workspaceInfo,
  },
  /** Makes a workspace, generates the sample organisation's logs and imports them. */
  'workspace.createSample': {
    kind: 'job',
    input: z.object({
      token,
      seed: z.number().int().default(7),
      lines: z.number().int().min(1000).max(5_000_000).default(60_000),
    }),
    output: workspaceInfo,
  },
  /** The whole log, or what of it fits a search, as text that is safe to open in a spreadsheet. */
  'governance.export': {
    kind: 'query',
    input: z.object({
      search: z.string().max(200).optional(),
      format: z.enum(['csv', 'tsv', 'json']),
      /** IANA zone that instants are written in. */
      zone: z.string().max(64),
    }),
    output: z.object({ text: z.string(), rows: z.number() }),
  },
  'governance.list': {
    kind: 'query',
    input: z.object({
      limit: z.number().int().min(1).max(5000).default(500),
      before: z.number().int().optional(),
      search: z.string().max(200).optional(),
      /** Only what was done to this: an app's id, a stream's name. */
      subject: z.string().max(400).optional(),
    }),
    output: z.object({
      total: z.number(),
      rows: z.array(
        z.object({
          id: z.number(),
          time: instant,
          actor: z.string(),
          action: z.string(),
          subject: z.string(),
          /** What the subject is called, where it is the id of an app that is known. */
          subjectName: z.string().nullable(),
          detail: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  },
} as const;
