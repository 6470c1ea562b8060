import { z } from 'zod';
import { bypassProblem, readProxyAddress } from '../model/proxy-address.ts';

/** environment: what HTTPS_PROXY and NO_PROXY say · direct: no proxy, whatever they say · proxy: the one given here. */
const mode = z.enum(['environment', 'direct', 'proxy']);
export type ProxyMode = z.infer<typeof mode>;

/** One line without characters that end a header or hide text. */
const line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'One line of text.');

const address = line(300).transform((text, check) => {
  const read = readProxyAddress(text);
  if ('address' in read) return read.address;
  check.addIssue({ code: 'custom', message: read.problem });
  return z.NEVER;
});

const bypass = line(10_000).superRefine((text, check) => {
  const problem = bypassProblem(text);
  if (problem !== null) check.addIssue({ code: 'custom', message: problem });
});

export const proxyMethods = {
  /** Which way connections to providers take from this computer. The password is never told. */
  'connections.proxy': {
    kind: 'query',
    input: z.object({}),
    output: z.object({
      mode,
      address: z.string(),
      user: z.string(),
      /** Whether the proxy's password is on this computer, for the open workspace. */
      hasPassword: z.boolean(),
      bypass: z.string(),
      /** What the environment of this process names, without credentials; null: nothing. */
      environment: z.object({ address: z.string().nullable(), bypass: z.string().nullable() }),
      /** The proxy that applies now, without credentials; null: providers are asked directly. */
      through: z.string().nullable(),
      /** Why the setting of this computer does not hold; null: it does. */
      problem: z.string().nullable(),
    }),
  },
  /** For every workspace on this computer, but for the password: that is sealed with the open workspace's key. */
  'connections.setProxy': {
    kind: 'command',
    input: z.discriminatedUnion('mode', [
      z.object({ mode: z.enum(['environment', 'direct']) }),
      z.object({
        mode: z.literal('proxy'),
        address,
        user: line(200).default(''),
        /** Absent: what is known stays. Empty: it is forgotten. */
        password: line(1000).optional(),
        bypass: bypass.default(''),
      }),
    ]),
    output: z.object({}),
  },
} as const;
