import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ConnectionProvider } from '../bridge/client.tsx';
import type { Connection } from '../bridge/connect.ts';
import { usePreferences } from '../state/preferences.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { schemeManager } from './scheme-manager.ts';
import { Shell } from './shell.tsx';
import { cssVariables, theme } from './theme.ts';

/** Everything that the page stands on, outermost first. */
export function App({ connection, queries }: { readonly connection: Connection; readonly queries: QueryClient }) {
  const density = usePreferences((state) => state.density);
  useEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      colorSchemeManager={schemeManager}
    >
      <ErrorBoundary where="the console" whole>
        <QueryClientProvider client={queries}>
          <ConnectionProvider value={connection}>
            <Notifications position="bottom-right" limit={4} transitionDuration={120} />
            <Shell />
          </ConnectionProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}
