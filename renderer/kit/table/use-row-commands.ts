import { useCommands } from '../../state/use-commands.ts';
import { plural } from '../format.ts';
import type { RowAction } from './columns.ts';

/** What can be done with the chosen rows as commands of the palette: the same actions as by key and in the rows' menu. */
export function useRowCommands<R extends object>(props: {
  readonly table: string;
  readonly noun: readonly [string, string];
  readonly actions: readonly RowAction<R>[];
  /** How many rows an action would be about. */
  readonly count: number;
  readonly act: (action: RowAction<R>) => void;
}): void {
  const { table, noun, actions, count, act } = props;
  useCommands(
    actions.map((action) => ({
      id: `rows.${table}.${action.id}`,
      title: `${action.title}: ${plural(count, noun[0], noun[1])}`,
      group: 'Chosen rows',
      when: () => count > 0,
      run: () => act(action),
    })),
  );
}
