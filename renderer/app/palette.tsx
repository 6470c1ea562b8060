import { Kbd } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useAppSearch } from '../data/catalog.ts';
import { useWorkspace } from '../data/workspace.ts';
import { formatShare } from '../kit/format.ts';
import { isEnabled, useCommandRegistry } from '../state/commands.ts';
import { usePanels } from '../state/panels.ts';
import { shortcutText } from './shortcut.ts';

/** The list passes this on to its scroll area; its own type does not say so. */
const SCROLLS_BY_KEY = { viewportProps: { tabIndex: 0 } };
const MOST_COMMANDS = 40;

/** Search for an app or a command, from anywhere. */
export function Palette() {
  const [query, setQuery] = useState('');
  const [settled] = useDebouncedValue(query.trim(), 120);
  const commands = useCommandRegistry((state) => state.commands);
  const { data: workspace } = useWorkspace();
  const { data: apps } = useAppSearch(workspace == null ? '' : settled);
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting = [...commands.values()]
    .filter((command) => command.hidden !== true && isEnabled(command))
    .filter((command) => words.every((word) => `${command.title} ${command.group}`.toLowerCase().includes(word)))
    .slice(0, MOST_COMMANDS);
  const groups = [...new Set(fitting.map((command) => command.group))];
  const found = settled === '' ? [] : (apps ?? []).slice(0, 8);

  return (
    <Spotlight.Root
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      scrollable
      attributes={{ content: { 'aria-label': 'Search or run a command' } }}
      maxHeight={440}
      transitionProps={{ duration: 100 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
    >
      <Spotlight.Search
        placeholder="Search an app or run a command"
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
        aria-label="Search an app or run a command"
      />
      <Spotlight.ActionsList {...SCROLLS_BY_KEY}>
        {found.length > 0 && (
          <Spotlight.ActionsGroup label="Apps in the catalog">
            {found.map((app) => (
              <Spotlight.Action
                key={app.id}
                label={app.name}
                description={`${app.categoryName} · ${app.score === null ? 'not scored' : `score ${app.score} of 10, ${formatShare(app.coverage)} known`}`}
                onClick={() => usePanels.getState().show({ kind: 'app', key: app.id, title: app.name })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {fitting
              .filter((command) => command.group === group)
              .map((command) => (
                <Spotlight.Action
                  key={command.id}
                  label={command.title}
                  rightSection={
                    command.shortcut === undefined ? null : <Kbd size="xs">{shortcutText(command.shortcut)}</Kbd>
                  }
                  onClick={() => void command.run(null)}
                />
              ))}
          </Spotlight.ActionsGroup>
        ))}
        {fitting.length === 0 && found.length === 0 && <Spotlight.Empty>Nothing by this name.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
