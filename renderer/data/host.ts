import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useHost } from '../bridge/client.tsx';

export function useHostInfo() {
  const host = useHost();
  return useQuery({ queryKey: ['host', 'info'], queryFn: () => host.host('host.getInfo', {}) });
}

export function useRecent() {
  const host = useHost();
  return useQuery({ queryKey: ['host', 'recent'], queryFn: () => host.host('host.listRecent', {}) });
}

/** Asks for the recent workspaces again, after one was opened, made or forgotten. */
export function useRefreshRecent(): () => void {
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries({ queryKey: ['host', 'recent'] }), [client]);
}
