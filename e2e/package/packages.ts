import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';

/** An installed package that ends up in what we hand out. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, as the package states it; '' when it states none. */
  readonly licence: string;
  /** Folder inside the project, with forward slashes. */
  readonly folder: string;
  /** Full texts of its licence and notice files. */
  readonly texts: readonly string[];
  readonly homepage: string | null;
  /** `sha512-…` of the published archive, from the lockfile. */
  readonly integrity: string | null;
}

const manifestShape = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
  homepage: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});
type Manifest = z.infer<typeof manifestShape>;

const lockShape = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional() })),
});

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function readManifest(folder: string): Manifest {
  return manifestShape.parse(readJson(join(folder, 'package.json')));
}

/** Where Node would find `name` from `from`: the nearest node_modules upwards. */
function resolveFrom(root: string, from: string, name: string): string | null {
  for (let folder = from; folder.length >= root.length; folder = join(folder, '..')) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
    if (folder === root) break;
  }
  return null;
}

const LICENCE_FILE = /^(licen[cs]e|notice|copying|ofl)/i;

function licenceOf(manifest: Manifest): string {
  const { license, licenses } = manifest;
  if (typeof license === 'string') return license;
  if (license !== undefined) return license.type;
  return licenses?.map((entry) => entry.type).join(' OR ') ?? '';
}

function describePackage(root: string, folder: string, integrity: (path: string) => string | null): ShippedPackage {
  const manifest = readManifest(folder);
  const path = relative(root, folder).split(sep).join('/');
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  return {
    name: manifest.name,
    version: manifest.version,
    licence: licenceOf(manifest),
    folder: path,
    texts: files.map((file) => readFileSync(join(folder, file), 'utf8').trim()),
    homepage: manifest.homepage ?? null,
    integrity: integrity(path),
  };
}

/**
 * The named packages and everything they depend on, sorted by name and version; one that is installed in several folders counts once.
 * @throws Error when one of them is not installed
 */
export function collectPackages(root: string, names: readonly string[]): readonly ShippedPackage[] {
  const lock = lockShape.parse(readJson(join(root, 'package-lock.json')));
  const found = new Map<string, ShippedPackage>();
  const visit = (name: string, from: string): void => {
    const folder = resolveFrom(root, from, name);
    if (folder === null) throw new Error(`${name} is not installed. Run npm ci.`);
    if (found.has(folder)) return;
    found.set(
      folder,
      describePackage(root, folder, (path) => lock.packages[path]?.integrity ?? null),
    );
    for (const dependency of Object.keys(readManifest(folder).dependencies)) visit(dependency, folder);
  };
  for (const name of names) visit(name, root);
  const once = new Map([...found.values()].map((item) => [`${item.name} ${item.version}`, item]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/** Packages that run as they are installed, next to the code. */
export function runtimeNames(root: string): readonly string[] {
  return Object.keys(readManifest(root).dependencies);
}
