type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Folder of what belongs to the user and not to a workspace: keys, recent workspaces, window bounds. One for every host and the
 * command line.
 */
export function configFolder(env: Environment, platform: string, home: string): string {
  if (env.UNDERCAST_CONFIG) return env.UNDERCAST_CONFIG;
  if (platform === 'win32') return `${env.APPDATA || `${home}\\AppData\\Roaming`}\\Undercast`;
  if (platform === 'darwin') return `${home}/Library/Application Support/Undercast`;
  return `${env.XDG_CONFIG_HOME || `${home}/.config`}/undercast`;
}
