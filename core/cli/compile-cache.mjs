/**
 * Lets Node keep compiled (and type-stripped) code between starts: each thread then loads in a fifth of the time.
 * The folder is the user's own cache, never a shared temporary one: what lies in it is run.
 */
import { existsSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** @returns {string} */
function cacheFolder() {
  const home = os.homedir();
  if (process.platform === 'win32') {
    return path.join(process.env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'undercast', 'Cache');
  }
  if (process.platform === 'darwin') {
    return path.join(home, 'Library', 'Caches', 'undercast');
  }
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(home, '.cache'), 'undercast');
}

/** Turns the cache on for this process, its threads and its children. Without a place to write, nothing changes. */
export function keepCompiledCode() {
  if (process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) {
    return;
  }
  try {
    const folder = path.join(cacheFolder(), 'code');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    module.enableCompileCache(folder);
    process.env.NODE_COMPILE_CACHE = folder;
  } catch {
    // A read-only home: start the slow way.
  }
}

/**
 * What a start loads: the source, or what was compiled of it where there is none (the carry-in bundle) or where UNDERCAST_COMPILED names
 * the folder that it was compiled to. Tests name it: they start hundreds of processes and threads, and each then loads in half the time.
 * @param {URL} source
 * @param {string} name of the compiled file, without extension
 * @returns {URL}
 */
export function codeUrl(source, name) {
  const folder = process.env.UNDERCAST_COMPILED;
  if (folder) return pathToFileURL(path.join(folder, `${name}.js`));
  return existsSync(source) ? source : new URL(`../../dist/node/${name}.js`, import.meta.url);
}
