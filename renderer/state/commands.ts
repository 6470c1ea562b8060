import { create } from 'zustand';

/** Something the user can do, once: palette, menu, buttons and shortcuts all run this. */
export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  /** `mod+k`, `shift+?`, `g d` (one key after the other). `mod` is Ctrl, on a Mac ⌘. */
  readonly shortcut?: string;
  /** False hides and disables the command for now. */
  readonly when?: () => boolean;
  /** Left out of the palette (still a shortcut and listed under `?`). */
  readonly hidden?: boolean;
  /** Runs from inside text fields too. */
  readonly inFields?: boolean;
  /** `token` names files handed over by the operating system or the menu. */
  run(token: string | null): void | Promise<void>;
}

interface Registry {
  readonly commands: ReadonlyMap<string, Command>;
  add(commands: readonly Command[]): () => void;
}

export const useCommandRegistry = create<Registry>()((set) => ({
  commands: new Map(),
  add: (added) => {
    set((now) => {
      const commands = new Map(now.commands);
      for (const command of added) commands.set(command.id, command);
      return { commands };
    });
    return () =>
      set((now) => {
        const commands = new Map(now.commands);
        // Only what is still ours: a page that came meanwhile may have put its own in place.
        for (const command of added) if (commands.get(command.id) === command) commands.delete(command.id);
        return { commands };
      });
  },
}));

export function isEnabled(command: Command): boolean {
  return command.when?.() ?? true;
}

/** Runs a command by its id; unknown or disabled ones do nothing. */
export function runCommand(id: string, token: string | null = null): void {
  const command = useCommandRegistry.getState().commands.get(id);
  if (command !== undefined && isEnabled(command)) void command.run(token);
}
