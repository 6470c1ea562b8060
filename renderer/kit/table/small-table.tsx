import type { ComponentProps, ReactNode } from 'react';
import { WideTable } from '../wide-table.tsx';
import { SmallHead } from './small-head.tsx';

/**
 * A table that is read, not walked through: as wide as its page, scrolled sideways where that is too narrow.
 * @param caption what it lists, for who does not see it
 */
export function SmallTable(
  props: ComponentProps<typeof SmallHead> & {
    readonly label: string;
    readonly caption: string;
    readonly children: ReactNode;
  },
) {
  const { label, caption, children, ...head } = props;
  return (
    <WideTable label={label}>
      <table className="uc-small uc-small--wide" data-actions={head.actions !== undefined || undefined}>
        <caption className="uc-sr">{caption}</caption>
        <SmallHead {...head} />
        <tbody>{children}</tbody>
      </table>
    </WideTable>
  );
}
