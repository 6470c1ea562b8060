import { ActionIcon } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Brand } from '../../kit/brand.tsx';
import type { Page, PageGroup } from '../../kit/page.ts';
import { runCommand } from '../../state/commands.ts';
import { hrefWithScope, usePath, useSearchText } from '../../state/location.ts';
import { usePreferences } from '../../state/preferences.ts';
import { pageAt } from '../pages.ts';
import { useShownPages } from '../use-shown-pages.ts';

const GROUPS: readonly PageGroup[] = ['Discovery', 'Catalog', 'Connected apps', 'Data', 'Console'];

/** The left rail: groups of pages, as icons alone when collapsed. */
export function Rail() {
  // At 200 % zoom a window has half its width: the pages need it.
  const isNarrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const isChosen = usePreferences((state) => state.railCollapsed);
  const collapsed = isChosen || isNarrow;
  const Toggle = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const pages = useShownPages(true);
  const label = collapsed ? 'Widen the rail' : 'Collapse the rail';
  return (
    <nav className="uc-rail" aria-label="Pages" data-collapsed={collapsed || undefined}>
      <button type="button" className="uc-skip" onClick={skipToPage}>
        Skip to the page
      </button>
      <div className="uc-rail__brand">
        <Brand small={collapsed} />
      </div>
      {GROUPS.filter((group) => pages.some((page) => page.group === group)).map((group) => (
        <div key={group} className="uc-rail__group">
          <h2 className="uc-rail__title">{group}</h2>
          <ul>
            {pages
              .filter((page) => page.group === group)
              .map((page) => (
                <RailLink key={page.path} page={page} collapsed={collapsed} />
              ))}
          </ul>
        </div>
      ))}
      {!isNarrow && (
        <div className="uc-rail__foot">
          <ActionIcon
            data-tip={label}
            data-tip-side="right"
            variant="subtle"
            color="gray"
            aria-label={label}
            onClick={() => runCommand('view.rail')}
          >
            <Toggle size={18} stroke={1.5} />
          </ActionIcon>
        </div>
      )}
    </nav>
  );
}

function RailLink({ page, collapsed }: { readonly page: Page; readonly collapsed: boolean }) {
  const path = usePath();
  // Read for its changes: the link carries the present range and streams.
  useSearchText();
  const here = pageAt(path) === page;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Whoever came by a key or the palette sees where they are in a rail that is longer than the window.
    if (here) link.current?.scrollIntoView({ block: 'nearest' });
  }, [here]);
  return (
    <li>
      <a
        data-tip={collapsed ? `${page.title} (g ${page.key})` : undefined}
        data-tip-side="right"
        ref={link}
        className="uc-rail__link"
        href={`#${hrefWithScope(page.path)}`}
        aria-current={here ? 'page' : undefined}
        aria-label={collapsed ? page.title : undefined}
      >
        <page.icon size={18} stroke={1.5} aria-hidden />
        <span>{page.title}</span>
        <kbd aria-hidden>g {page.key}</kbd>
      </a>
    </li>
  );
}

function skipToPage(): void {
  document.getElementById('page')?.focus();
}
