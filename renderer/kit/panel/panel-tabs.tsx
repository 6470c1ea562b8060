import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { type PanelItem, usePanels } from '../../state/panels.ts';

export interface PanelTab {
  readonly id: string;
  readonly title: string;
  readonly content: () => ReactNode;
}

/** Tabs of a panel; which one is shown belongs to the stack, so that Escape comes back to it. */
export function PanelTabs({ item, tabs }: { readonly item: PanelItem; readonly tabs: readonly PanelTab[] }) {
  const setTab = usePanels((state) => state.setTab);
  const shown = tabs.find((tab) => tab.id === item.tab) ?? tabs[0];
  if (shown === undefined) return null;
  return (
    <Tabs value={shown.id} onChange={(next) => next !== null && setTab(next)} keepMounted={false}>
      <Tabs.List mb="sm">
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id}>
            {tab.title}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id}>
          {tab.id === shown.id && tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
