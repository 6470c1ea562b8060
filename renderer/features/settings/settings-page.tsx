import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useOrder } from '../../data/use-question.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { ZoneSelect } from '../../kit/zone-select.tsx';
import { type Density, type ThemeChoice, usePreferences } from '../../state/preferences.ts';
import { ProbeSettings } from './probe-settings.tsx';
import { ProfileSettings } from './profile-settings.tsx';
import { ProxySettings } from './proxy-settings.tsx';
import { WorkspaceSettings } from './workspace-settings.tsx';

/** Look of this computer's console, and what belongs to the workspace. */
export function SettingsPage() {
  const { theme, density, setTheme, setDensity } = usePreferences();
  const workspace = useOpenWorkspace();
  const setZone = useOrder('workspace.setDisplayZone');
  if (workspace === null) return null;
  return (
    <div className="uc-page__pad uc-settings">
      <PageHeader title="Settings" />
      <Setting title="Theme" about="On this computer, for every workspace.">
        <SegmentedControl
          aria-label="Theme"
          value={theme}
          onChange={(value) => setTheme(value as ThemeChoice)}
          data={[
            { value: 'auto', label: 'System' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </Setting>
      <Setting title="Table rows" about="Compact shows about a quarter more rows.">
        <SegmentedControl
          aria-label="Table rows"
          value={density}
          onChange={(value) => setDensity(value as Density)}
          data={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
      </Setting>
      <Setting
        title="Display zone"
        about="Every time on every page and every day on every chart is in this zone. Part of the workspace."
      >
        <div className="uc-settings__field">
          <ZoneSelect
            label="Time zone"
            value={workspace.displayZone}
            disabled={workspace.readOnly}
            onChange={(zone) =>
              setZone.mutate(
                { zone },
                { onSuccess: () => toastDone(`Times are now shown in ${zone}.`), onError: toastError },
              )
            }
          />
        </div>
      </Setting>
      <Setting
        title="Organisation"
        about="Tells the organisation’s own traffic from the use of apps. Part of the workspace."
      >
        <ProfileSettings workspace={workspace} />
      </Setting>
      <Setting title="Online probe" about="The console connects nowhere by itself. Part of the workspace.">
        <ProbeSettings readOnly={workspace.readOnly} />
      </Setting>
      <Setting
        title="Proxy"
        about="The way API connections take out of this network. On this computer, for every workspace, and no part of any."
      >
        <ProxySettings />
      </Setting>
      <Setting title="Workspace" about="One folder that you can copy, back up and hand on.">
        <WorkspaceSettings workspace={workspace} />
      </Setting>
    </div>
  );
}

function Setting({
  title,
  about,
  children,
}: {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="uc-setting">
      <div>
        <h2>{title}</h2>
        <p>{about}</p>
      </div>
      <div>{children}</div>
    </section>
  );
}
