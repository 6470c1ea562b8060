import { useMemo } from 'react';
import { useConnectedApps } from '../../../data/activities.ts';
import { useConnections } from '../../../data/connections.ts';
import { useImports } from '../../../data/imports.ts';
import { type JoinedApp, joinApps } from './joined-apps.ts';

/** Connected apps by files and by API connections as one list; undefined while their activities are not counted yet. */
export function useJoinedApps(): readonly JoinedApp[] | undefined {
  const { data: apps } = useConnectedApps();
  const { data: connections } = useConnections();
  const { data: imports } = useImports();
  return useMemo(() => {
    if (apps === undefined) return undefined;
    const streams = new Map(imports?.map(({ id, stream }) => [id, stream]));
    return joinApps(apps, connections?.rows ?? [], connections?.providers ?? [], (id) => streams.get(id));
  }, [apps, connections, imports]);
}
