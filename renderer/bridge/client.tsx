import { createContext, type ReactNode, useContext } from 'react';
import type { EngineClient, HostClient } from '../../core/contract/client.ts';
import type { Connection } from './connect.ts';

const ConnectionContext = createContext<Connection | null>(null);

export function ConnectionProvider({ value, children }: { readonly value: Connection; readonly children: ReactNode }) {
  return <ConnectionContext value={value}>{children}</ConnectionContext>;
}

export function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (connection === null) throw new Error('useConnection outside ConnectionProvider');
  return connection;
}

export function useEngine(): EngineClient {
  return useConnection().engine;
}

export function useHost(): HostClient {
  return useConnection().host;
}
