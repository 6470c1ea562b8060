/** What went wrong between here and a provider, in words for whoever looks after the connection. */
import type { Explained } from './provider.ts';
import type { BadBody, Reply } from './reply.ts';

/** Failures before anything was sent. */
const BEFORE_SENDING =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|^ERR_PROXY|CERT|TLS|SSL|SIGNED/;

export function isBeforeSending(cause: unknown): boolean {
  return BEFORE_SENDING.test(codeOf(cause));
}

export function plainRefusal({ status }: Reply): Explained {
  if (status === 401)
    return { kind: 'attention', message: 'The credentials are not accepted (401). Connect again with new ones.' };
  if (status === 402) return { kind: 'attention', message: 'The plan does not include this (402 Payment Required).' };
  if (status === 403) {
    return {
      kind: 'attention',
      message: 'The credentials lack a permission for this (403). Grant it at the provider.',
    };
  }
  if (status === 404)
    return { kind: 'attention', message: 'There is nothing at this address (404). Check the settings.' };
  return { kind: 'error', message: `The provider refused the request (status ${status}).` };
}

export function serverTrouble(status: number): string {
  if (status === 500) return '500 Internal server error: the app itself has a fault';
  if (status === 504) return 'Service timeout: it is tried again later';
  return `The provider is out of order (status ${status}): it is tried again later`;
}

/** A page for people where data was due: the sign-in of a captive network, or a proxy's notice. */
export function badBodyTrouble(reply: Reply | null, cause: BadBody): string {
  const isPage =
    reply !== null &&
    (/^(?:text\/html|application\/xhtml)/i.test(reply.headers.get('content-type') ?? '') ||
      /^\s*(?:<!doctype html|<html)/i.test(reply.body.subarray(0, 200).toString('latin1')));
  return isPage
    ? 'A web page came in place of data: a sign-in page or a proxy stands between here and the provider. Check the network and the address'
    : `Cut-off answer: ${cause.message}`;
}

export function networkTrouble(cause: unknown): string {
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'Service timeout: no whole answer came in time';
  const code = codeOf(cause);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'The name of the provider does not resolve: check the settings and the network';
  if (code.startsWith('ERR_PROXY'))
    return `The proxy did not let the request through (${code}): check the proxy in Settings (or HTTPS_PROXY and NO_PROXY), its user and password, and what it allows`;
  if (/CERT|TLS|SSL|SIGNED/.test(code)) {
    return `The provider's certificate is not trusted (${code}). Where the network inspects TLS, put its root into the system's store or name its file in NODE_EXTRA_CA_CERTS`;
  }
  return `The provider was not reached${code === '' ? '' : ` (${code})`}`;
}

/** Node's or the library's code of a failure; '' where it has none. */
function codeOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error && 'code' in inner ? String(inner.code) : '';
}
