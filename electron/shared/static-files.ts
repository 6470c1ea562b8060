import { realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: number;
}

/**
 * The file that a URL path names inside `root`, or null: for anything missing, of a type the console does not have, or
 * outside `root` by dots, encodings, drive letters or links. A path without an ending is the page itself.
 */
export async function findStaticFile(root: string, urlPath: string): Promise<StaticFile | null> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(urlPath);
  } catch {
    return null;
  }
  const parts = decoded.split('/').filter((part) => part !== '');
  if (!decoded.startsWith('/') || parts.some((part) => part.startsWith('.') || /[\\:\0%]/.test(part))) return null;
  const last = parts.at(-1) ?? '';
  const relative = last.includes('.') ? parts : ['index.html'];
  const type = TYPES[extname(relative.at(-1) ?? '').toLowerCase()];
  if (type === undefined) return null;
  try {
    const realRoot = await realpath(root);
    const path = await realpath(join(realRoot, ...relative));
    const found = await stat(path);
    return path.startsWith(realRoot + sep) && found.isFile() ? { path, type, bytes: found.size } : null;
  } catch {
    return null;
  }
}
