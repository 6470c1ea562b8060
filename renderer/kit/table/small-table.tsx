import type { ComponentProps, ReactNode } from 'react';
import { WideTable } from '../wide-table.tsx';
import { SmallHead } from './small-head.tsx';

/**
 * A table that is read, not walked through: as wide as its page, scrolled sideways where that is too narrow.
 * @param caption what it lists, for who does not see it
 * @param card stands on a page by itself, in no card of others
 * @param look class of what is drawn in it besides plain text
 */
export function SmallTable(
  props: ComponentProps<typeof SmallHead> & {
    readonly label: string;
    readonly caption: string;
    readonly card?: boolean;
    readonly look?: string;
    readonly children: ReactNode;
  },
) {
  const { label, caption, card = false, look = '', children, ...head } = props;
  return (
    <WideTable label={label} card={card}>
      <table
        className={`uc-small uc-small--wide ${look}`.trimEnd()}
        data-actions={head.actions !== undefined || undefined}
      >
        <caption className="uc-sr">{caption}</caption>
        <SmallHead {...head} />
        <tbody>{children}</tbody>
      </table>
    </WideTable>
  );
}
