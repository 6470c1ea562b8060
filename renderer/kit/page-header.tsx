import { Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** Title line of a page: what it is, one line about it, its actions. */
export function PageHeader(props: {
  readonly title: string;
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <header className="uc-page-header">
      <div className="uc-page-header__text">
        <Title order={1} size="h2">
          {props.title}
        </Title>
        {props.about !== undefined && <div className="uc-page-header__about">{props.about}</div>}
      </div>
      {props.actions !== undefined && <div className="uc-page-header__actions">{props.actions}</div>}
    </header>
  );
}
