import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may talk to the loopback host: one-time tokens travel in an address's fragment (which no server log or referrer
 * ever sees) and are exchanged for a session that lives in a cookie until the host ends.
 */
export interface Sessions {
  issueToken(): string;
  /** The session's cookie header, or null: the token is unknown or was used. */
  exchange(token: string): string | null;
  has(cookieHeader: string | undefined): boolean;
}

const MAX_TOKENS = 32;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const holds = (kept: readonly Buffer[], wanted: Buffer): boolean => kept.some((one) => timingSafeEqual(one, wanted));

/** @param port part of the cookie's name, because a browser shares cookies among all ports of one address */
export function createSessions(port: number): Sessions {
  const name = `undercast_${port}`;
  let tokens: Buffer[] = [];
  const sessions: Buffer[] = [];
  return {
    issueToken() {
      const token = randomBytes(32).toString('base64url');
      tokens = [...tokens, digest(token)].slice(-MAX_TOKENS);
      return token;
    },
    exchange(token) {
      const wanted = digest(token);
      if (!holds(tokens, wanted)) return null;
      tokens = tokens.filter((one) => !timingSafeEqual(one, wanted));
      const session = randomBytes(32).toString('base64url');
      sessions.push(digest(session));
      return `${name}=${session}; Path=/; HttpOnly; SameSite=Strict`;
    },
    has(cookieHeader) {
      for (const part of (cookieHeader ?? '').split(';')) {
        const [key, value] = part.trim().split('=', 2);
        if (key === name && value !== undefined && holds(sessions, digest(value))) return true;
      }
      return false;
    },
  };
}
