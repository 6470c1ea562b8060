/** One HTTP exchange with a host, bounded in time and size; and the way to its page, within its own registrable domain. */
import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { registrableDomain } from '../kit/domain.ts';
import { addressOf, type ProbeNetwork } from './network.ts';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The first `bodyBytes` of it. */
  readonly body: string;
  /** False where the body broke off or did not end in time. */
  readonly isWhole: boolean;
}

/** Says who looks and why, as crawlers do. */
const USER_AGENT = 'Undercast probe (looks at security settings of apps that its user chose)';

/** Null where no whole answer came. */
export function exchange(
  network: ProbeNetwork,
  scheme: 'http' | 'https',
  host: string,
  address: string,
  path: string,
): Promise<Reply | null> {
  const { limits } = network;
  return new Promise((resolve) => {
    const options: RequestOptions = {
      host: address,
      path,
      method: 'GET',
      agent: false,
      headers: { host, 'user-agent': USER_AGENT, accept: 'text/html,text/plain;q=0.9' },
      maxHeaderSize: limits.headerBytes,
      signal: AbortSignal.timeout(limits.exchangeMs),
    };
    let breakOff = (): void => resolve(null);
    const read = (message: IncomingMessage): void => {
      const { statusCode: status = 0, headers } = message;
      const parts: Buffer[] = [];
      let size = 0;
      const settle = (isWhole: boolean): void => {
        resolve({ status, headers, body: Buffer.concat(parts).toString('utf8', 0, limits.bodyBytes), isWhole });
        request.destroy();
      };
      // Headers are whole even where the body is cut off or drips.
      breakOff = () => settle(false);
      message.on('data', (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size >= limits.bodyBytes) settle(true);
      });
      message.on('end', () => settle(true));
      message.on('error', () => settle(false));
    };
    const request =
      scheme === 'http'
        ? httpRequest({ ...options, port: network.httpPort }, read)
        : httpsRequest(
            {
              ...options,
              port: network.tlsPort,
              servername: host,
              rejectUnauthorized: false,
            },
            read,
          );
    request.on('error', () => breakOff());
    request.on('close', () => breakOff());
    request.end();
  });
}

export interface Page {
  readonly host: string;
  readonly reply: Reply;
}

/**
 * Follows redirects from a host's root over HTTPS, a few, inside its registrable domain only; what lies beyond is another's. The last
 * answer inside counts. Null where none came.
 */
export async function reachPage(network: ProbeNetwork, start: string, startAddress: string): Promise<Page | null> {
  let host = start;
  let address = startAddress;
  let path = '/';
  const seen = new Set<string>();
  let page: Page | null = null;
  for (let step = 0; step <= network.limits.redirects; step++) {
    if (seen.has(host + path)) break;
    seen.add(host + path);
    const reply = await exchange(network, 'https', host, address, path);
    if (reply === null) break;
    page = { host, reply };
    const next = nextPlace(reply, `https://${host}${path}`, start);
    if (next === null) break;
    path = next.path;
    if (next.host === host) continue;
    try {
      address = await addressOf(network, next.host);
    } catch {
      break;
    }
    host = next.host;
  }
  return page;
}

function nextPlace(reply: Reply, from: string, start: string): { readonly host: string; readonly path: string } | null {
  const { location } = reply.headers;
  if (reply.status < 300 || reply.status > 399 || location === undefined || !URL.canParse(location, from)) return null;
  const target = new URL(location, from);
  const isOwn = target.hostname === start || sameDomain(target.hostname, start);
  if (target.protocol !== 'https:' || target.port !== '' || !isOwn) return null;
  return { host: target.hostname, path: target.pathname + target.search };
}

function sameDomain(a: string, b: string): boolean {
  const domain = registrableDomain(a);
  return domain !== null && domain === registrableDomain(b);
}
