import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useActivity } from '../../../data/activities.ts';
import { Logged } from '../../../kit/logged.tsx';
import { PanelTabs } from '../../../kit/panel/panel-tabs.tsx';
import { SidePanel } from '../../../kit/panel/side-panel.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { When } from '../../../kit/when.tsx';
import type { PanelItem } from '../../../state/panels.ts';
import { OutcomeMark } from '../outcome-mark.tsx';
import { activityTitle } from '../words.ts';
import { AddressTab } from './address-tab.tsx';
import { GeneralTab } from './general-tab.tsx';
import { RawTab } from './raw-tab.tsx';
import { UserTab } from './user-tab.tsx';
import '../activities.css';

/** One activity: what it was, who did it from where, how usual that is, and the provider's own record. */
export function ActivityPanel({ item }: { readonly item: PanelItem }) {
  const activity = useActivity(item.key);
  const row = activity.data?.row;
  return (
    <SidePanel
      item={item}
      kind="Activity"
      title={
        <span className="uc-act">
          {row !== undefined && <OutcomeMark outcome={row.outcome} />}
          <span>{row === undefined ? visibleText(item.title) : activityTitle(row)}</span>
        </span>
      }
      header={
        row !== undefined && (
          <p className="uc-scopeline">
            <When at={row.time} seconds /> · <Logged text={row.appName} />
            {row.admin && ' · administrative'}
            {row.impersonated === true && ' · acting as somebody else'}
            {row.isPrivate && ' · private'}
          </p>
        )
      }
    >
      <Answer question={activity} loading={<BoneLines lines={16} />}>
        {(data) => (
          <PanelTabs
            item={item}
            tabs={[
              { id: 'general', title: 'General', content: () => <GeneralTab data={data} /> },
              { id: 'user', title: 'User', content: () => <UserTab row={data.row} /> },
              { id: 'ip', title: 'IP address', content: () => <AddressTab row={data.row} /> },
              { id: 'raw', title: 'Raw', content: () => <RawTab data={data} /> },
            ]}
          />
        )}
      </Answer>
    </SidePanel>
  );
}
