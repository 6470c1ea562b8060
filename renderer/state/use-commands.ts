import { useEffect, useRef } from 'react';
import { type Command, useCommandRegistry } from './commands.ts';

/**
 * Makes commands available while the component is shown. They may close over fresh state on every render: what is
 * registered calls the newest ones.
 */
export function useCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  newest.current = commands;
  const shape = commands.map((command) => `${command.id} ${command.title} ${command.shortcut ?? ''}`).join('|');
  const add = useCommandRegistry((state) => state.add);
  // `shape` stands for everything of the commands that is shown; the rest is read through `newest` when it is needed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see the line above
  useEffect(
    () =>
      add(
        newest.current.map((command, at) => ({
          ...command,
          when: () => newest.current[at]?.when?.() ?? true,
          run: (token) => newest.current[at]?.run(token),
        })),
      ),
    [add, shape],
  );
}
