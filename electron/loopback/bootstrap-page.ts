import { createHash } from 'node:crypto';
import { LOOPBACK } from '../../core/contract/bridge.ts';

/**
 * The one page that is served without a session. It knows nothing but how to exchange the token in its own address for
 * a session; its script and style are allowed by their hashes.
 */
const SCRIPT = `
const match = /^#token=([\\w-]+)$/.exec(location.hash);
const refuse = () => { document.getElementById('note').hidden = false; };
// The answer is read to its end: leaving before would abort it, and a browser reports that as a failed request.
const enter = (answer) => answer.text().then(() => (answer.ok ? location.replace('/') : refuse()));
if (match) {
  history.replaceState(null, '', location.pathname);
  fetch('${LOOPBACK.session}', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: match[1] }),
  }).then(enter).catch(refuse);
} else refuse();
`;

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 20vh auto; padding: 0 1rem }
`;

export const BOOTSTRAP_HTML = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Undercast</title><style>${STYLE}</style></head>
<body><main>
<noscript><p>Undercast needs JavaScript, which this browser has switched off.</p></noscript>
<div id="note" hidden>
<h1>This address is used up</h1>
<p>Undercast runs on this computer, but each address it prints opens it once, in one browser. Press Enter in the terminal where it runs for a new address, or start it again.</p>
</div>
</main><script>${SCRIPT}</script></body></html>
`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const BOOTSTRAP_POLICY = [
  "default-src 'none'",
  `script-src ${hash(SCRIPT)}`,
  `style-src ${hash(STYLE)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
