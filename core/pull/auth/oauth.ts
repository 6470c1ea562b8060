/** OAuth 2 access tokens: client credentials, refresh tokens and signed assertions (RFC 6749, RFC 7523). */
import { createSign } from 'node:crypto';
import { clockDiffers } from '../clock.ts';
import { PullFault } from '../fault.ts';
import type { Explained } from '../provider.ts';
import type { Reply } from '../reply.ts';
import type { Auth, AuthTools } from './auth.ts';

/** A token is renewed this long before it ends. */
const SPARE_MS = 60_000;
const DEFAULT_SECONDS = 3600;

export interface TokenGrant {
  readonly url: string;
  /** Form fields; made anew for every token. */
  readonly form: () => Readonly<Record<string, string>>;
  /** Key of the secret that holds the refresh token: providers may replace it with each use. */
  readonly rotates?: string;
}

export function oauth(grant: TokenGrant, tools: AuthTools): Auth {
  let token: { readonly text: string; readonly until: number } | null = null;
  /** The last refresh token that the provider put in place of the one before. */
  let rotated: string | null = null;
  const request = (): Promise<Reply> =>
    tools.ask(
      {
        url: grant.url,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          ...grant.form(),
          ...(rotated === null ? {} : { refresh_token: rotated }),
        }).toString(),
      },
      explainGrant,
    );
  const fetchToken = async (): Promise<string> => {
    const skew = tools.skew();
    const reply = await request().catch((cause: unknown) => {
      // An assertion names its time: by a clock that has just been set right it is made anew.
      if (cause instanceof PullFault && clockDiffers(skew, tools.skew())) return request();
      throw cause;
    });
    const text = reply.word('access_token');
    if (text === '') throw new PullFault('error', 'The token service answered without a token.');
    tools.hide(text);
    const replaced = reply.word('refresh_token');
    if (grant.rotates !== undefined && replaced !== '') {
      tools.hide(replaced);
      rotated = replaced;
      await tools.replaced(grant.rotates, replaced);
    }
    const seconds = Number(reply.at('expires_in'));
    token = { text, until: tools.now() + (seconds > 0 ? seconds : DEFAULT_SECONDS) * 1000 - SPARE_MS };
    return text;
  };
  return {
    headers: async () => ({
      authorization: `Bearer ${token !== null && token.until > tools.now() ? token.text : await fetchToken()}`,
    }),
    renew: async () => {
      await fetchToken();
      return true;
    },
  };
}

/** What a token service refuses for good. */
function explainGrant(reply: Reply): Explained | null {
  if (reply.status !== 400 && reply.status !== 401 && reply.status !== 403) return null;
  const error = reply.word('error');
  const detail = reply.word('error_description');
  const code = /AADSTS\d+/.exec(detail)?.[0] ?? '';
  const known = AAD[code] ?? GRANT_ERRORS[error];
  const said = [error, code === '' ? detail : code].filter((word) => word !== '').join(': ');
  return {
    kind: 'attention',
    message: `${known ?? 'The credentials were refused. Check them and connect again'} (${said || `status ${reply.status}`}).`,
  };
}

const GRANT_ERRORS: Readonly<Record<string, string>> = {
  invalid_grant: 'The refresh token or the signed assertion is no longer good. Connect again with a new one',
  invalid_client: 'The client id or its secret is wrong or has expired. Enter a new secret',
  unauthorized_client: 'The app is not allowed to sign in in this way. Allow it at the provider, then connect again',
  invalid_scope: 'The app lacks a permission. Grant it at the provider, then connect again',
  access_denied: 'The app lacks a permission. Grant it at the provider, then connect again',
};

const AAD: Readonly<Record<string, string>> = {
  AADSTS70008: 'The token has expired. Connect again',
  AADSTS7000215: 'The client secret is wrong. Enter its value, not its id',
  AADSTS7000222: 'The client secret has expired. Make a new one and enter it',
  AADSTS700016: 'There is no app with this client id in this tenant. Check both',
  AADSTS90002: 'There is no such tenant. Check the tenant id',
};

/** A JSON web token signed with RS256 (RFC 7515). @throws PullFault when the key is none */
export function signedJwt(claims: Readonly<Record<string, string | number>>, privateKeyPem: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const body = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  try {
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKeyPem, 'base64url')}`;
  } catch {
    throw new PullFault(
      'attention',
      'The private key cannot be used: it must be an RSA key in PEM form. Enter it again.',
    );
  }
}

export const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
