/**
 * Who may import whom: the project's layers as data. A log line travels from the top of this table to the bottom; every
 * folder knows only what stands before it.
 */
export interface Layer {
  /** Folder, or the start of a path. The longest one that fits a file is its layer. */
  readonly path: string;
  /** Layers and folders it may import, beside itself. */
  readonly may: readonly string[];
  /** Packages it may import; null for any. */
  readonly packages: readonly string[] | null;
  /** Whether it may use `node:` modules. */
  readonly node: boolean;
}

const NOUNS = ['core/kit', 'core/model', 'core/contract'];
const PURE_INGEST = ['detect', 'formats', 'normalize', 'match', 'cube', 'names'].map((name) => `core/ingest/${name}`);
const RENDERER_BASE = ['bridge', 'data', 'state', 'kit', 'styles'].map((name) => `renderer/${name}`);

function pure(path: string, may: readonly string[], packages: readonly string[] = []): Layer {
  return { path, may, packages, node: false };
}

function onNode(path: string, may: readonly string[], packages: readonly string[] = []): Layer {
  return { path, may, packages, node: true };
}

/** Code of the page: whatever packages Vite bundles, but nothing of Node and nothing of the engine's inside. */
function page(path: string, may: readonly string[]): Layer {
  return { path, may: [...NOUNS, ...may], packages: null, node: false };
}

export const LAYERS: readonly Layer[] = [
  pure('core/kit', [], ['tldts', 'ipaddr.js']),
  pure('core/model', ['core/kit']),
  pure('core/contract', ['core/kit', 'core/model'], ['zod']),

  ...PURE_INGEST.map((path) => pure(path, [...NOUNS, ...PURE_INGEST])),
  // Patterns of users' own, matched in linear time.
  pure('core/ingest/formats/custom', [...NOUNS, ...PURE_INGEST], ['re2js']),
  // Reads CEF, LEEF and pairs as the traffic formats do.
  pure('core/connectors', [...NOUNS, 'core/ingest/formats', 'core/ingest/normalize']),
  pure('core/catalog', [...NOUNS, 'core/ingest/match'], ['zod']),
  pure('core/query', NOUNS, ['zod']),
  pure('core/enrich', [...NOUNS, 'core/ingest/match']),
  // Browsers' strings are a library's trade.
  pure('core/useragent', NOUNS, ['bowser']),
  pure('core/geo', [...NOUNS, 'core/ingest/match']),
  pure('core/export', NOUNS),
  pure('core/control', NOUNS),
  pure('core/snapshots', [...NOUNS, 'core/enrich']),
  pure('core/sample', ['core/kit']),

  onNode('core/ingest', [...NOUNS, 'core/connectors', 'core/ingest', 'core/enrich'], ['tar-stream', 'yauzl']),
  onNode('core/probe', NOUNS),
  // Reads providers' APIs, and nothing that a connection does not name.
  onNode('core/pull', NOUNS),
  onNode('core/collect', [...NOUNS, 'core/ingest'], ['zod']),
  onNode('core/store', [...NOUNS, 'core/connectors', 'core/ingest', 'core/enrich', 'core/query'], ['better-sqlite3']),
  onNode(
    'core/services',
    [
      ...NOUNS,
      'core/connectors',
      'core/ingest',
      'core/enrich',
      'core/geo',
      'core/probe',
      'core/useragent',
      'core/catalog',
      'core/query',
      'core/control',
      'core/export',
      'core/sample',
      'core/snapshots',
      'core/store',
      'core/useragent',
    ],
    ['zod', 'mmdb-lib'],
  ),
  onNode(
    'core/host',
    [
      ...NOUNS,
      'core/connectors',
      'core/ingest',
      'core/collect',
      'core/control',
      'core/enrich',
      'core/geo',
      'core/probe',
      'core/pull',
      'core/catalog',
      'core/sample',
      'core/snapshots',
      'core/store',
      'core/services',
    ],
    ['zod', 'yazl'],
  ),
  onNode('core/cli', ['core'], ['commander', 'zod']),

  // Directly in the folder: Vite's configurations, which import tools only.
  onNode('electron', []),
  onNode('electron/shared', NOUNS, ['zod']),
  onNode('electron/engine', [...NOUNS, 'core/host', 'core/store', 'electron/shared'], ['electron']),
  onNode('electron/main', ['core/contract', 'core/kit', 'electron/shared'], ['electron', 'zod']),
  onNode('electron/preload', ['core/contract', 'core/kit', 'electron/shared'], ['electron', 'zod']),
  onNode('electron/loopback', [...NOUNS, 'core/host', 'electron/shared', 'electron/engine'], ['ws', 'zod']),

  page('renderer/bridge', []),
  ...RENDERER_BASE.slice(1).map((path) => page(path, RENDERER_BASE)),
  page('renderer/features', RENDERER_BASE),
  page('renderer', ['renderer']),

  { path: 'e2e', may: ['core', 'electron', 'renderer'], packages: null, node: true },
];

/** Single edges outside the table, each with its reason. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  'electron/loopback/start.mjs → core/cli/find-node.mjs': 'both entries look for the pinned Node in the same way',
  'electron/loopback/start.mjs → core/cli/compile-cache.mjs': 'both entries keep compiled code in the same place',
  'electron/engine/runtime-check.ts → better-sqlite3': 'proves at start that the database module loads on this Node',
  'core/cli/commands/serve.ts → electron/loopback/serve.ts':
    '`undercast serve` starts the console by its file, when asked for',
};
