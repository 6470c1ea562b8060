import { Suspense, useEffect, useRef } from 'react';
import { Route, Router, Switch } from 'wouter';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { activityPanels } from '../../features/activities/index.ts';
import { dataPanels } from '../../features/data-pages.ts';
import { entityPanels } from '../../features/entity/index.ts';
import { loadAhead } from '../../kit/lazy-view.tsx';
import { EmptyState } from '../../kit/state/empty-state.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { currentPath, navigate, usePath, useSearchText } from '../../state/location.ts';
import { usePanelHistory } from '../../state/panel-history.ts';
import { usePanels } from '../../state/panels.ts';
import { ErrorBoundary } from '../error-boundary.tsx';
import { HOME, PAGES } from '../pages.ts';
import { Banners } from './banners.tsx';
import { Rail } from './rail.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { usePagePlace } from './use-page-place.ts';

/** What the side panel shows for each kind of thing. */
const PANELS = { ...entityPanels, ...activityPanels, ...dataPanels };

/** The page in view goes first: its code, its answers and its charts. */
const AHEAD_MS = 1500;
/** What is loaded once the page in view is there, so that every other one opens at once. */
const VIEWS = [...PAGES.map((page) => page.component), ...Object.values(PANELS)];

const useRouterPath = (): [string, typeof navigate] => [usePath(), navigate];

/** Rail, top bar, page, side panel and status line around an open workspace. */
export function Frame({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const path = usePath();
  useEffect(() => {
    if (currentPath() === '/') navigate(HOME, { replace: true });
  }, []);
  useEffect(() => {
    const waiting = setTimeout(() => {
      for (const view of VIEWS) loadAhead(view);
    }, AHEAD_MS);
    return () => clearTimeout(waiting);
  }, []);
  usePanelHistory(workspace.id);
  const page = useRef<HTMLElement>(null);
  usePagePlace(page);
  return (
    <div className="uc-frame">
      <Rail />
      <TopBar workspace={workspace} />
      <div className="uc-frame__middle">
        <Banners workspace={workspace} />
        <div className="uc-frame__content">
          <main ref={page} className="uc-page" id="page" tabIndex={-1}>
            <ErrorBoundary where="this page" resetKey={path}>
              <Suspense fallback={<PageBones />}>
                <Router hook={useRouterPath} searchHook={useSearchText}>
                  <Switch>
                    {PAGES.map((page) => (
                      <Route key={page.path} path={page.path} component={page.component} />
                    ))}
                    <Route>
                      <EmptyState title="There is no page at this address.">
                        Use the rail on the left, or Ctrl K to search.
                      </EmptyState>
                    </Route>
                  </Switch>
                </Router>
              </Suspense>
            </ErrorBoundary>
          </main>
          <PanelHost />
        </div>
      </div>
      <StatusLine workspace={workspace} />
    </div>
  );
}

function PageBones() {
  return (
    <div className="uc-page__pad">
      <BoneLines lines={10} height={32} />
    </div>
  );
}

function PanelHost() {
  const item = usePanels((state) => state.stack.at(-1));
  const View = item === undefined ? undefined : PANELS[item.kind];
  if (item === undefined || View === undefined) return null;
  return (
    <ErrorBoundary where="the side panel" resetKey={`${item.kind} ${item.key}`}>
      <Suspense>
        <View key={`${item.kind} ${item.key}`} item={item} />
      </Suspense>
    </ErrorBoundary>
  );
}
