import { z } from 'zod';
import { SECURITY_HEADERS, TLS_VERSIONS } from '../model/probe.ts';
import { instant } from './common.ts';

const appId = z.string().min(1).max(200);
const answer = z.boolean().nullable();

/** What a look at one host found; null is "no answer", never "no". */
const probeResult = z.object({
  host: z.string(),
  at: instant,
  reached: z.boolean(),
  problem: z.string().nullable(),
  tls: z.record(z.enum(TLS_VERSIONS), z.object({ offered: z.boolean(), cipher: z.string().nullable() }).nullable()),
  certificate: z
    .object({
      subject: z.string(),
      issuer: z.string(),
      namesHost: z.boolean(),
      trusted: z.boolean(),
      trustProblem: z.string().nullable(),
      validTo: instant.nullable(),
    })
    .nullable(),
  headers: z.record(z.enum(SECURITY_HEADERS), z.string().nullable()).nullable(),
  plainHttp: answer,
  securityTxt: answer,
  caa: answer,
  mtaSts: answer,
  dnssec: answer,
});

const probedApp = z.object({ app: z.string(), name: z.string(), result: probeResult });
export type ProbedApp = z.infer<typeof probedApp>;

export const probeMethods = {
  'probe.getState': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      /** The workspace allows it. Off unless switched on. */
      allowed: z.boolean(),
      /** This machine is set to make no connection (UNDERCAST_OFFLINE): nothing is probed whatever the workspace allows. */
      offline: z.boolean(),
      probes: probedApp.array(),
    }),
  },
  'probe.allow': { kind: 'command', input: z.object({ allowed: z.boolean() }), output: z.object({}) },
  /** Looks at the apps' own hosts over the network. An app looked at within a day is left as it is, unless `again`. */
  'probe.run': {
    kind: 'job',
    input: z.object({ apps: z.array(appId).min(1).max(100), again: z.boolean().default(false) }),
    output: z.object({
      probed: probedApp.array(),
      /** Looked at within a day. */
      fresh: z.number(),
      /** Apps that name no host. */
      hostless: z.string().array(),
    }),
  },
  /** The catalog's own values stand again. */
  'probe.forget': {
    kind: 'command',
    input: z.object({ apps: z.array(appId).min(1).max(1000) }),
    output: z.object({ forgotten: z.number() }),
  },
} as const;
