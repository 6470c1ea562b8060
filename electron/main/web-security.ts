import { app, type Session, shell, type WebContents } from 'electron';
import { isAppUrl } from './app-protocol.ts';

/** Everything a page could do beyond showing the console, denied in one place. */
export function secureAllContents(): void {
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
}

function secureContents(contents: WebContents): void {
  const stayHome = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isAppUrl(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stayHome);
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openExternally(url);
    return { action: 'deny' };
  });
}

/** Hands a web address to the user's browser; false for anything else, which other programs might run. */
export async function openExternally(address: string): Promise<boolean> {
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return false;
  await shell.openExternal(new URL(address).href);
  return true;
}

/** A page may write to the clipboard (copying a table) and nothing else that needs leave. */
const ALLOWED = 'clipboard-sanitized-write';

export function secureSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(permission === ALLOWED && isAppUrl(contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === ALLOWED && isAppUrl(origin));
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  // The console works offline, and a page that was taken over shall have no way out.
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !/^(?:undercast|blob|data|devtools):/.test(details.url) });
  });
  session.on('will-download', (event, item) => {
    // Texts that the page made itself (a copied chart, a small export) are saved through the usual dialog.
    if (!item.getURL().startsWith('blob:undercast://app/')) event.preventDefault();
  });
}
