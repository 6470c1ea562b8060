import { Stack, Text, Title } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What stands in place of a page's content: why there is none and what to do. Its heading is the first one below the page's. */
export function PageMessage(props: {
  readonly icon?: Icon;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  const { icon: Mark } = props;
  return (
    <Stack align="center" gap={8} className="uc-empty">
      {Mark !== undefined && <Mark size={32} stroke={1.5} aria-hidden className="uc-empty__icon" />}
      <Title order={2} size="h4">
        {props.title}
      </Title>
      <Text c="dimmed" ta="center" maw={520} component="div">
        {props.children}
      </Text>
      {props.action !== undefined && <div className="uc-empty__action">{props.action}</div>}
    </Stack>
  );
}
