import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Tag } from '../../../core/model/app.ts';
import { plural } from '../format.ts';
import type { RowSource } from '../table/row-source.ts';
import { toastError } from '../toast.tsx';
import type { Taggable } from './tag-actions.ts';

const CHOICES: readonly { readonly tag: Tag | null; readonly title: string }[] = [
  { tag: 'sanctioned', title: 'Sanction' },
  { tag: 'unsanctioned', title: 'Unsanction' },
  { tag: 'monitored', title: 'Monitor' },
  { tag: null, title: 'Clear' },
];

/** What can be done with the selected apps; shown only while some are selected. */
export function TagBar<R extends Taggable>({
  source,
  selected,
  onTag,
  children,
}: {
  readonly source: RowSource<R>;
  readonly selected: readonly number[];
  readonly onTag: (apps: readonly R[], tag: Tag | null) => void;
  /** More that can be done with them. */
  readonly children?: ReactNode;
}) {
  const first = selected[0];
  if (first === undefined) return null;
  const run = (tag: Tag | null): void => {
    source.fetchRange(first, (selected.at(-1) ?? first) + 1).then(
      (rows) =>
        onTag(
          selected.flatMap((index) => rows[index - first] ?? []),
          tag,
        ),
      toastError,
    );
  };
  return (
    <Group gap={6} wrap="nowrap" role="toolbar" aria-label="Tag the selected apps">
      <span className="uc-num">{plural(selected.length, 'app')} selected</span>
      {CHOICES.map(({ tag, title }) => (
        <Button key={title} size="compact-xs" variant="default" onClick={() => run(tag)}>
          {title}
        </Button>
      ))}
      {children}
    </Group>
  );
}
