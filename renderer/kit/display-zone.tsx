import { createContext, type ReactNode, useContext } from 'react';

const ZoneContext = createContext('UTC');

/** Gives every part of the page the workspace's one display zone. */
export function DisplayZoneProvider({ zone, children }: { readonly zone: string; readonly children: ReactNode }) {
  return <ZoneContext value={zone}>{children}</ZoneContext>;
}

/** The one zone in which the console shows times. */
export function useDisplayZone(): string {
  return useContext(ZoneContext);
}
