import { posix } from 'node:path';
import { findImports, type Import } from './imports.ts';
import { EXCEPTIONS, LAYERS, type Layer } from './layer-table.ts';
import { isTestFile, type Source } from './sources.ts';

/** An import that the table does not allow. */
export interface Offence {
  readonly file: string;
  readonly line: number;
  /** `electron/main/boot.ts → core/store/open.ts` */
  readonly edge: string;
  readonly reason: string;
}

const below = (path: string, folder: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The layer a file belongs to: the longest path of the table that fits. */
export function layerOf(file: string): Layer | null {
  return LAYERS.filter((layer) => below(file, layer.path)).sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}

/** `renderer/features/imports` of a file in it; features keep apart from each other. */
function featureOf(path: string): string | null {
  return /^renderer\/features\/[^/]+(?=\/)/.exec(path)?.[0] ?? null;
}

/** `@scope/name` or `name` of what is imported. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function judgePackage(layer: Layer, name: string): string | null {
  if (layer.packages === null || layer.packages.includes(name)) return null;
  const allowed = layer.packages.length === 0 ? 'no packages' : `only ${layer.packages.join(', ')}`;
  return `${layer.path} may import ${allowed}`;
}

function judgeFile(file: string, layer: Layer, target: string): string | null {
  const feature = featureOf(file);
  const other = featureOf(target);
  if (feature !== null && other !== null) return feature === other ? null : 'features do not import each other';
  // A page that is nothing but several features side by side stands beside their folders.
  if (layer.path === 'renderer/features' && feature === null && other !== null) return null;
  if (layerOf(target) === layer) return null;
  if (layer.may.some((folder) => below(target, folder))) return null;
  return `${layer.path} may import ${layer.may.length === 0 ? 'nothing else of ours' : layer.may.join(', ')}`;
}

/** Tests may use Node, test libraries and any layer of their own top folder, but stay inside it. */
function judgeTest(file: string, target: string): string | null {
  const top = file.split('/')[0] ?? '';
  if (top === 'e2e' || [top, 'core', 'resources'].some((folder) => below(target, folder))) return null;
  return `tests of ${top} may import ${top}, core and resources`;
}

function judge(file: string, layer: Layer, specifier: string): { readonly to: string; readonly reason: string | null } {
  const test = isTestFile(file);
  const isConfig = /^[^/]+\/vite\.[^/]+\.ts$/.test(file);
  if (specifier.startsWith('.')) {
    const to = posix.join(posix.dirname(file), specifier);
    return { to, reason: test ? judgeTest(file, to) : judgeFile(file, layer, to) };
  }
  if (specifier.startsWith('node:')) {
    return {
      to: specifier,
      reason: layer.node || test || isConfig ? null : `${layer.path} runs without Node`,
    };
  }
  return { to: packageOf(specifier), reason: test || isConfig ? null : judgePackage(layer, packageOf(specifier)) };
}

/** Broken source is the type check's to report; it must not hide the offences of every other file. */
function importsOf(source: Source): readonly Import[] {
  try {
    return findImports(source.path, source.text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

/** Every import that breaks the table, and files that no layer claims. */
export function findOffences(sources: readonly Source[]): readonly Offence[] {
  return sources.flatMap((source): readonly Offence[] => {
    const layer = layerOf(source.path);
    if (layer === null && isTestFile(source.path)) return [];
    if (layer === null) {
      return [
        { file: source.path, line: 1, edge: source.path, reason: 'no layer of e2e/check/layer-table.ts holds it' },
      ];
    }
    return importsOf(source).flatMap(({ specifier, line }) => {
      const { to, reason } = judge(source.path, layer, specifier);
      const edge = `${source.path} → ${to}`;
      return reason === null || Object.hasOwn(EXCEPTIONS, edge) ? [] : [{ file: source.path, line, edge, reason }];
    });
  });
}

/** Exceptions that no longer stand for anything. Only files that one begins at are read. */
export function findStaleExceptions(sources: readonly Source[]): readonly string[] {
  const exceptions = Object.keys(EXCEPTIONS);
  const named = sources.filter(({ path }) => exceptions.some((edge) => edge.startsWith(`${path} → `)));
  const edges = new Set(
    named.flatMap((source) =>
      importsOf(source).map(({ specifier }) => {
        const to = specifier.startsWith('.') ? posix.join(posix.dirname(source.path), specifier) : packageOf(specifier);
        return `${source.path} → ${to}`;
      }),
    ),
  );
  return exceptions.filter((edge) => !edges.has(edge));
}
