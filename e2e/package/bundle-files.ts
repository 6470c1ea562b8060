import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { launchers } from './launchers.ts';
import type { ShippedPackage } from './packages.ts';
import type { Target } from './target.ts';

/** One file of the bundle: taken from disk or made up here. */
export type BundleFile =
  | { readonly path: string; readonly from: string; readonly executable: boolean }
  | { readonly path: string; readonly text: string; readonly executable: boolean };

/** Where the project's files lie in the bundle. */
const APP = 'app';

/** Folders and files of the project that run or are read at run time: what starts the compiled code, and what it reads. */
const PROJECT = [
  'package.json',
  'core/cli/undercast.mjs',
  'core/cli/find-node.mjs',
  'core/cli/compile-cache.mjs',
  'electron/loopback/start.mjs',
  'dist/node',
  'dist/renderer',
  'resources',
];

/** The catalog's sources, and what has built it: what runs reads the built file. */
const LEFT_OUT = [
  /\/tsconfig[^/]*\.json$/,
  /^resources\/(icons\/|catalog\/(apps|lists|listed)\/|catalog\/catalog\.bin\.|.*\.ts$)/,
];

const LEFT_OUT_OF_PACKAGES = [
  /\.d\.[cm]?ts$/,
  /\.map$/,
  /\.[cm]?ts$/,
  /(^|\/)(test|tests|__tests__|example|examples|docs?|benchmark|\.github)\//,
  /(^|\/)(changelog|history|contributing|security)[^/]*\.md$/i,
  /^better-sqlite3\/(deps|src|binding\.gyp)/,
  /^node-addon-api\//,
];

/** Files below a folder, with forward slashes, sorted. */
export function listFiles(folder: string): readonly string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const slashes = (path: string): string => path.split(sep).join('/');

function projectFiles(root: string): readonly BundleFile[] {
  return PROJECT.flatMap((part) => listFiles(join(root, part)))
    .map((from) => ({ from, path: slashes(relative(root, from)) }))
    .filter(({ path }) => !LEFT_OUT.some((pattern) => pattern.test(path)))
    .map(({ from, path }) => ({ from, path: `${APP}/${path}`, executable: false }));
}

function packageFiles(root: string, item: ShippedPackage, target: Target): readonly BundleFile[] {
  const home = join(root, item.folder);
  return listFiles(home)
    .map((from) => ({ from, inside: slashes(relative(home, from)) }))
    .filter(({ inside }) => keepsPackageFile(item, inside, target))
    .map(({ from, inside }) => ({
      from,
      path: `${APP}/${item.folder}/${inside}`,
      executable: item.name === target.nodePackage && inside === target.nodeBinary,
    }));
}

function keepsPackageFile(item: ShippedPackage, inside: string, target: Target): boolean {
  if (inside.startsWith('node_modules/')) return false;
  if (item.name === target.nodePackage) return [target.nodeBinary, 'LICENSE', 'package.json'].includes(inside);
  if (item.name === 'better-sqlite3' && inside.startsWith('prebuilds/')) {
    return target.prebuilds.includes(inside.slice('prebuilds/'.length));
  }
  return !LEFT_OUT_OF_PACKAGES.some((pattern) => pattern.test(`${item.name}/${inside}`));
}

export interface BundleParts {
  readonly root: string;
  readonly target: Target;
  readonly version: string;
  /** Packages that are installed next to the code. */
  readonly beside: readonly ShippedPackage[];
  readonly notices: string;
  readonly sbom: string;
}

/** Every file of the bundle, sorted by path, checksums not yet among them. */
export function bundleFiles(parts: BundleParts): readonly BundleFile[] {
  const { root, target } = parts;
  const text = (path: string, content: string, executable = false): BundleFile => ({ path, text: content, executable });
  const node = `${APP}/node_modules/${target.nodePackage}/${target.nodeBinary}`;
  return [
    ...projectFiles(root),
    ...parts.beside.flatMap((item) => packageFiles(root, item, target)),
    ...launchers(target, node, APP, parts.version).map(({ path, content, executable }) =>
      text(path, content, executable),
    ),
    { path: 'LICENSE', from: join(root, 'LICENSE'), executable: false },
    text('THIRD-PARTY-NOTICES.txt', parts.notices),
    text('sbom.cdx.json', parts.sbom),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
}
