/** In: a reviewed command. Out: it as a script file that says what it does, what it needs, and how to go back. */
import type { MethodOutput } from '../../../../core/contract/methods.ts';

export type ControlCommand = MethodOutput<'control.commandsFor'>[number];

export function scriptOf({
  title,
  effect,
  tool,
  shell,
  command,
  undo,
  noWayBack,
  permission,
  source,
}: ControlCommand): {
  readonly name: string;
  readonly text: string;
} {
  const lines = [
    `${title}, with ${tool}`,
    effect,
    `Needs: ${permission}`,
    `Described at: ${source}`,
    undo === null ? `No way back: ${noWayBack}` : `Way back: ${undo}`,
  ];
  const comments = lines.map((line) => `# ${line.replaceAll(/\s+/g, ' ')}`).join('\n');
  const isShell = shell === 'sh';
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return {
    name: `${slug}.${isShell ? 'sh' : 'ps1'}`,
    text: `${isShell ? '#!/bin/sh\n' : ''}${comments}\n${isShell ? 'set -eu\n' : "$ErrorActionPreference = 'Stop'\n"}${command}\n`,
  };
}

/** Actions in their order, each with the commands of every tool that does it. */
export function byAction(commands: readonly ControlCommand[]): (readonly ControlCommand[])[] {
  return [...Map.groupBy(commands, ({ action }) => action).values()];
}
