/** What a domain says in the DNS: CAA (RFC 8659), MTA-STS (RFC 8461), and whether its zone is signed (a DS record, RFC 4034). */
import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { getServers, promises } from 'node:dns';
import { isIPv6 } from 'node:net';
import type { ProbeNetwork } from './network.ts';

/** The name exists and has no such record, or does not exist: an answer. */
const NONE = new Set(['ENODATA', 'ENOTFOUND']);

export interface DomainFacts {
  readonly caa: boolean | null;
  readonly mtaSts: boolean | null;
  readonly dnssec: boolean | null;
}

export async function askDomain(network: ProbeNetwork, domain: string): Promise<DomainFacts> {
  const resolver = new promises.Resolver({ timeout: network.limits.dnsMs, tries: 1 });
  if (network.nameServers) resolver.setServers(network.nameServers);
  const [caa, mtaSts, dnssec] = await Promise.all([
    answered(async () => (await resolver.resolveCaa(domain)).length > 0),
    answered(async () => {
      const texts = await resolver.resolveTxt(`_mta-sts.${domain}`);
      return texts.some((parts) => parts.join('').startsWith('v=STSv1'));
    }),
    hasDs(network, domain),
  ]);
  return { caa, mtaSts, dnssec };
}

async function answered(ask: () => Promise<boolean>): Promise<boolean | null> {
  try {
    return await ask();
  } catch (cause) {
    return NONE.has((cause as NodeJS.ErrnoException).code ?? '') ? false : null;
  }
}

const TYPE_DS = 43;
const HEADER = 12;

/** Node's resolver cannot ask for DS, so that one question is put by hand (RFC 1035). */
function hasDs(network: ProbeNetwork, domain: string): Promise<boolean | null> {
  const [server] = network.nameServers ?? getServers();
  if (server === undefined) return Promise.resolve(null);
  const { address, port } = placeOf(server);
  const id = randomInt(65_536);
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    const settle = (answer: boolean | null): void => {
      clearTimeout(timer);
      resolve(answer);
      socket.close();
    };
    const timer = setTimeout(() => settle(null), network.limits.dnsMs);
    socket.once('error', () => settle(null));
    socket.once('message', (message) => settle(answersDs(message, id)));
    socket.connect(port, address, () => socket.send(question(id, domain)));
  });
}

function placeOf(server: string): { readonly address: string; readonly port: number } {
  const found = /^\[?([^\]]+?)\]?:(\d+)$/.exec(server);
  const isBare = isIPv6(server);
  return found && !isBare ? { address: found[1] ?? '', port: Number(found[2]) } : { address: server, port: 53 };
}

function question(id: number, domain: string): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeUInt16BE(id, 0);
  // Recursion desired, one question.
  head.writeUInt16BE(0x0100, 2);
  head.writeUInt16BE(1, 4);
  const labels = domain.split('.').flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'ascii')]);
  return Buffer.concat([head, ...labels, Buffer.from([0, 0, TYPE_DS, 0, 1])]);
}

/** Null for anything that is no whole, friendly answer to this question. */
function answersDs(message: Buffer, id: number): boolean | null {
  if (message.length < HEADER || message.readUInt16BE(0) !== id) return null;
  const flags = message.readUInt16BE(2);
  const code = flags & 15;
  if (flags >>> 15 !== 1 || (code !== 0 && code !== 3)) return null;
  let at = afterName(message, HEADER) + 4;
  for (let left = message.readUInt16BE(6); left > 0; left--) {
    at = afterName(message, at);
    if (at + 10 > message.length) return null;
    if (message.readUInt16BE(at) === TYPE_DS) return true;
    at += 10 + message.readUInt16BE(at + 8);
  }
  return false;
}

function afterName(message: Buffer, start: number): number {
  let at = start;
  for (;;) {
    const length = message[at];
    if (length === undefined) return message.length;
    if (length >= 192) return at + 2;
    at += length + 1;
    if (length === 0) return at;
  }
}
