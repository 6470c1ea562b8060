import { Stack, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What stands in place of a page's content: why there is none and the one action that fills it. Its heading is the first one below the page's. */
export function EmptyState(props: {
  readonly icon?: Icon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  const { icon: IconPart, title, children, action } = props;
  return (
    <Stack align="center" gap={8} className="uc-empty">
      {IconPart !== undefined && <IconPart size={32} stroke={1.5} aria-hidden className="uc-empty__icon" />}
      <Title order={2} size="h4">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" ta="center" maw={520} component="div">
          {children}
        </Text>
      )}
      {action !== undefined && <div className="uc-empty__action">{action}</div>}
    </Stack>
  );
}
