/** In: a TLS handshake that failed. Out: who it was and, in words, why. */
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { plainAddress } from './receiver.ts';

/** Of a certificate whose issuer is neither given nor sent along. */
const NO_WAY_UP =
  'its certificate is of none of the given authorities; where one between them signed it, the sender must send that as well (behind its own in its certificate file), or it is put among the authorities here, beside its own';

const REASONS: Readonly<Record<string, string>> = {
  ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE: 'it showed no certificate',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  CERT_NOT_YET_VALID: 'its certificate is not valid yet',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NO_WAY_UP,
  UNABLE_TO_GET_ISSUER_CERT: NO_WAY_UP,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NO_WAY_UP,
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is of none of the given authorities',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is of none of the given authorities',
  INVALID_PURPOSE: 'its certificate is not for clients (its extended key usage lacks clientAuth)',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it offered no version of TLS from 1.2 on',
  ERR_SSL_NO_SHARED_CIPHER: 'it offered no cipher that is accepted',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it did not speak TLS',
  ERR_SSL_HTTP_REQUEST: 'it did not speak TLS',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'it did not finish its handshake in time',
  ECONNRESET: 'it hung up during the handshake',
};
/** What a sender says that does not trust this collector. */
const DISTRUST = /ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|UNSUPPORTED_CERTIFICATE)$/;

function reasonOf(code: string): string {
  if (DISTRUST.test(code)) return 'it does not trust the certificate of this collector';
  return REASONS[code] ?? `its handshake failed (${code})`;
}

/** A socket that was let go for its certificate no longer knows whose it was: the connections below are remembered until then. */
export class Handshakes {
  private readonly open = new Map<string, { readonly sender: string; readonly raw: Socket; readonly since: number }>();
  /** Senders whose connections went before their failure was told of, in that order. */
  private gone: string[] = [];

  begin(raw: Socket): void {
    const key = keyOf(raw);
    this.open.set(key, { sender: plainAddress(raw.remoteAddress), raw, since: Date.now() });
    raw.once('close', () => {
      const begun = this.open.get(key);
      if (begun !== undefined && this.open.delete(key)) this.gone.push(begun.sender);
    });
  }

  succeed(socket: Socket): void {
    this.open.delete(keyOf(socket));
  }

  /** Ends those that began before that instant: they fail as those do that take too long. */
  endOlder(before: number): void {
    for (const [key, { sender, raw, since }] of [...this.open]) {
      if (since > before) continue;
      this.open.delete(key);
      this.gone.push(sender);
      raw.destroy(Object.assign(new Error('handshake'), { code: 'ERR_TLS_HANDSHAKE_TIMEOUT' }));
    }
  }

  /** @returns one line about the failure */
  fail(socket: TLSSocket, cause: Error): string {
    this.open.delete(keyOf(socket));
    const sender = socket.remoteAddress === undefined ? (this.gone.shift() ?? '') : plainAddress(socket.remoteAddress);
    const failed = 'code' in cause ? String(cause.code) : cause.message;
    // Typed as an error, it is the code of one.
    const distrusted: unknown = socket.authorizationError;
    return `${sender}: ${reasonOf(typeof distrusted === 'string' ? distrusted : failed)}`;
  }
}

function keyOf({ remoteAddress, remotePort }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}
