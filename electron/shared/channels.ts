/** Names of the IPC between preload and main; no other file spells them. */
export const CHANNELS = {
  host: 'undercast:host',
  accept: 'undercast:accept',
  connect: 'undercast:connect',
  port: 'undercast:port',
  command: 'undercast:command',
} as const;
