import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What Playwright's `launch` and `use.launchOptions` take. */
export interface ChromiumLaunch {
  readonly executablePath?: string;
  readonly channel?: string;
  readonly args: string[];
  readonly env?: Record<string, string>;
}

const require = createRequire(import.meta.url);

/**
 * A page under test lives for seconds: the second optimising compiler and the small heap's many collections, both on threads of their own,
 * cost a tenth of all its computing and pay only later. What the page does is the same.
 */
const SHORT_LIVED = '--js-flags=--no-turbofan --min-semi-space-size=32 --single-threaded-gc';

/**
 * Launch options of a Chromium that needs no download: on Linux x64 the one that ships inside an npm package, elsewhere
 * the Chrome or Edge that is installed.
 */
export function chromiumLaunchOptions(): ChromiumLaunch {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return { channel: process.platform === 'win32' ? 'msedge' : 'chrome', args: [] };
  }
  const folder = unpackedChromium();
  const executablePath = join(folder, 'chromium');
  const env = environment(folder);
  return {
    executablePath,
    // Its sandbox needs either a setuid helper or user namespaces, which containers and root do not have. The pages
    // under test are our own. Nothing here weakens the web platform's rules, unlike the package's own list of flags.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', SHORT_LIVED],
    env: startsWith(executablePath, env) ? env : { ...env, LD_LIBRARY_PATH: bundledLibraries(folder) },
  };
}

/** Unpacks once per version; concurrent test workers may race, the first complete folder wins. */
function unpackedChromium(): string {
  const entry = require.resolve('@sparticuz/chromium');
  const home = join(dirname(entry), '..');
  const version = (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version;
  const folder = join(cacheFolder(home), `chromium-${version}`);
  if (existsSync(join(folder, 'fonts.conf'))) return folder;
  const staging = mkdtempSync(`${folder}-`);
  // The package unpacks into the temporary folder it finds, so it runs in a process of its own with ours.
  runUnpacker(staging, `import c from ${JSON.stringify(entry)}; await c.executablePath();`);
  writeFontConfig(staging, folder);
  try {
    renameSync(staging, folder);
  } catch {
    rmSync(staging, { recursive: true, force: true });
  }
  return folder;
}

function cacheFolder(packageHome: string): string {
  try {
    const inModules = join(packageHome, '..', '..', '.cache', 'undercast');
    mkdirSync(inModules, { recursive: true });
    return inModules;
  } catch {
    return mkdtempSync(join(tmpdir(), 'undercast-chromium-'));
  }
}

function runUnpacker(into: string, code: string): void {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, TMPDIR: into },
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`Chromium could not be unpacked into ${into}: ${run.stderr.trim()}`);
}

/** System fonts first; the package's Open Sans where a machine has none at all. */
function writeFontConfig(staging: string, folder: string): void {
  const config = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`;
  writeFileSync(join(staging, 'fonts.conf'), config);
}

function environment(folder: string): Record<string, string> {
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  // Without a locale it takes the names of files for ASCII, and finds none that has other letters.
  return { LC_ALL: 'C.UTF-8', ...Object.fromEntries(kept), FONTCONFIG_FILE: join(folder, 'fonts.conf') };
}

function startsWith(executablePath: string, env: Record<string, string>): boolean {
  const probe: SpawnSyncReturns<Buffer> = spawnSync(executablePath, ['--version'], { env, stdio: 'ignore' });
  return probe.status === 0;
}

/** NSS and its kin, which a bare container may lack; the package carries a copy. */
function bundledLibraries(folder: string): string {
  const libraries = join(folder, 'al2023', 'lib');
  if (!existsSync(libraries)) {
    const entry = require.resolve('@sparticuz/chromium');
    const archive = join(dirname(entry), '..', 'bin', 'al2023.tar.br');
    runUnpacker(folder, `import { inflate } from ${JSON.stringify(entry)}; await inflate(${JSON.stringify(archive)});`);
  }
  return libraries;
}
