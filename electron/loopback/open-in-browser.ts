import { spawn } from 'node:child_process';

/** The command that hands an address to the user's browser, or null where there is no display to show one on. */
export function openerFor(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly [command: string, ...before: string[]] | null {
  if (platform === 'darwin') return ['open'];
  // `start` would need cmd.exe, which reads & in an address as its own.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const isWsl = env.WSL_DISTRO_NAME !== undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY && !isWsl) return null;
  return ['xdg-open'];
}

const STARTED_MS = 3000;

/** True when an opener took the address; false without a display, opener or browser. */
export function openInBrowser(url: string): Promise<boolean> {
  const opener = openerFor(process.platform, process.env);
  if (opener === null) return Promise.resolve(false);
  const [command, ...before] = opener;
  return new Promise((resolve) => {
    const child = spawn(command, [...before, url], { stdio: 'ignore', detached: true });
    // Some openers stay as long as the browser does; one that has not failed by now has opened it.
    const timer = setTimeout(() => resolve(true), STARTED_MS);
    child.on('error', () => {
      clearTimeout(timer);
      resolve(false);
    });
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(code === 0);
    });
    child.unref();
  });
}
