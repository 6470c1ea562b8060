import type { IncomingMessage } from 'node:http';

/**
 * Whether a request may have come from our own page. A name that was rebound to 127.0.0.1 keeps its own Host header, a
 * foreign page its own Origin; browsers let neither be forged.
 * @param strict for everything that changes something or opens a channel: an Origin must be there, and be ours
 * @returns why it is refused, or null
 */
export function refusal(request: IncomingMessage, port: number, strict: boolean): string | null {
  const ours = `127.0.0.1:${port}`;
  if (request.headers.host !== ours) return `Undercast answers at http://${ours} only.`;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (origin === undefined ? strict : origin !== `http://${ours}`) return 'The request comes from another page.';
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return 'The request comes from another page.';
  return null;
}
