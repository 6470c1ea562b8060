/** A look at chosen apps over the network: opt-in, polite, bounded. Nothing else of the engine connects anywhere by itself. */
export { INTERNET, type ProbeNetwork } from './network.ts';
export { probeHost } from './probe-host.ts';
