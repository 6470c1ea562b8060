import type { Target } from './target.ts';

export interface Launcher {
  readonly path: string;
  readonly content: string;
  readonly executable: boolean;
}

/**
 * The files a user starts: `undercast` is the command line, `start` opens the console in the browser. They use the
 * bundle's own Node by its path, so nothing on the machine is needed or changed.
 */
export function launchers(target: Target, node: string, app: string, version: string): readonly Launcher[] {
  const cli = `${app}/core/cli/undercast.mjs`;
  const start = `${app}/electron/loopback/start.mjs`;
  const windows = target.name.startsWith('win');
  const own = windows
    ? [windowsScript('undercast.cmd', node, cli, ''), windowsScript('start.cmd', node, start, ' --no-electron')]
    : [unixScript('undercast', node, cli, ''), unixScript('start', node, start, ' --no-electron')];
  // A double click in the Finder opens a terminal for this ending only.
  const mac = target.name.startsWith('darwin') ? [unixScript('start.command', node, start, ' --no-electron')] : [];
  return [...own, ...mac, { path: 'README.txt', content: readme(target, version), executable: false }];
}

function unixScript(path: string, node: string, script: string, words: string): Launcher {
  const content = `#!/bin/sh
self="$0"
while [ -L "$self" ]; do
  link="$(readlink "$self")"
  case "$link" in /*) self="$link" ;; *) self="$(dirname "$self")/$link" ;; esac
done
here="$(cd "$(dirname "$self")" && pwd)"
exec "$here/${node}" --disable-warning=ExperimentalWarning "$here/${script}"${words} "$@"
`;
  return { path, content, executable: true };
}

function windowsScript(path: string, node: string, script: string, words: string): Launcher {
  const back = (name: string): string => name.replaceAll('/', '\\');
  const content = `@echo off\r\n"%~dp0${back(node)}" --disable-warning=ExperimentalWarning "%~dp0${back(script)}"${words} %*\r\n`;
  return { path, content, executable: false };
}

function readme(target: Target, version: string): string {
  const windows = target.name.startsWith('win');
  const start = windows ? 'start.cmd' : './start';
  const command = windows ? 'undercast.cmd' : './undercast';
  const text = `Undercast ${version} for ${target.name}

Unpack this archive anywhere; nothing is installed, no network and no administrator rights are needed.

  ${start}                     opens the console in your browser
  ${start} --sample            the same, with a sample organisation to look at
  ${command} import FILE --workspace case.undercast
  ${command} apps --workspace case.undercast
  ${command} --help

Your data stays in the workspace folders you make. SHA256SUMS lists the checksum of every file;
THIRD-PARTY-NOTICES.txt and sbom.cdx.json name everything inside.
`;
  return windows ? text.replaceAll('\n', '\r\n') : text;
}
