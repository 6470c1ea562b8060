import { Kbd } from '@mantine/core';
import { Dialog } from '../kit/dialog.tsx';
import { type Command, isEnabled, useCommandRegistry } from '../state/commands.ts';
import { useWindows } from '../state/windows.ts';
import { shortcutText } from './shortcut.ts';

const TABLE_KEYS: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'Walk through the rows; what is chosen stays so'],
  ['Home End', 'First and last row'],
  ['PgUp PgDn', 'A page up or down'],
  ['Shift + those', 'Choose a range'],
  ['Space', 'Choose or let go of the row, beside the others'],
  ['Ctrl + those', 'The same as without Ctrl'],
  ['Ctrl A', 'Choose every row'],
  ['Ctrl C', 'Copy the chosen rows as TSV'],
  ['Enter', 'Open the row'],
  ['Alt ← →', 'Narrow or widen the column (on its head)'],
  ['Esc', 'Let go of the selection; close the panel'],
];

/** Every shortcut that there is right now. */
export function ShortcutHelp() {
  const open = useWindows((state) => state.open);
  const close = useWindows((state) => state.close);
  const commands = useCommandRegistry((state) => state.commands);
  if (open?.kind !== 'shortcuts') return null;
  const keyed = [...commands.values()].filter((command) => command.shortcut !== undefined && isEnabled(command));
  const groups = [...new Set(keyed.map((command) => command.group))];
  return (
    <Dialog onClose={close} title="Keyboard shortcuts" size="lg">
      <div className="uc-keys">
        {groups.map((group) => (
          <KeyGroup key={group} title={group} commands={keyed.filter((command) => command.group === group)} />
        ))}
        <section>
          <h3>In a table</h3>
          <dl>
            {TABLE_KEYS.map(([key, what]) => (
              <div key={key}>
                <dt>{what}</dt>
                <dd>
                  <Kbd size="xs">{key}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}

function KeyGroup({ title, commands }: { readonly title: string; readonly commands: readonly Command[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id}>
            <dt>{command.title}</dt>
            <dd>
              <Kbd size="xs">{shortcutText(command.shortcut ?? '')}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
