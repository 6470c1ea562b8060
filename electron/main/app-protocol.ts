import { pathToFileURL } from 'node:url';
import { net, protocol } from 'electron';
import { securityHeaders } from '../shared/security-headers.ts';
import { findStaticFile } from '../shared/static-files.ts';

export const APP_SCHEME = 'undercast';
export const APP_ORIGIN = `${APP_SCHEME}://app`;
export const APP_PAGE = `${APP_ORIGIN}/`;

/** Must run before the app is ready. A scheme of our own gives the page an origin and a policy, which file: does not. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built page, and nothing beside it. */
export function serveApp(pageFolder: string): void {
  protocol.handle(APP_SCHEME, (request) => answer(request, pageFolder));
}

async function answer(request: Request, pageFolder: string): Promise<Response> {
  const headers = { ...securityHeaders(null) };
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.host !== 'app') return new Response(null, { status: 403, headers });
  const file = await findStaticFile(pageFolder, url.pathname);
  if (file === null) return new Response(null, { status: 404, headers });
  const content = await net.fetch(pathToFileURL(file.path).toString(), { bypassCustomProtocolHandlers: true });
  return new Response(content.body, { status: 200, headers: { ...headers, 'content-type': file.type } });
}

/** Whether an address is a page of ours. */
export function isAppUrl(address: string): boolean {
  try {
    const url = new URL(address);
    return url.protocol === `${APP_SCHEME}:` && url.host === 'app';
  } catch {
    return false;
  }
}
