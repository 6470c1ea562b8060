/** Words of Symantec Endpoint Protection's messages that both readers look for. */

/** Keys whose values are looked at beside the fields. */
export const NOTED = [
  'Local Host IP',
  'Local Host',
  'Remote Host IP',
  'Local Port',
  'Remote Port',
  'Remote Host Name',
  'Event Description',
] as const;
export const LOCAL_IP = 0;
export const LOCAL_HOST = 1;
export const REMOTE_IP = 2;
export const LOCAL_PORT = 3;
export const REMOTE_PORT = 4;
export const REMOTE_NAME = 5;
export const DESCRIPTION = 6;

/** A part without a key: the traffic came to the client. */
export const INBOUND = 'Inbound';

/** What was done about an attack, in the event's own sentence. */
export const PASSED_ATTACK = 'attack detected but not blocked';
export const STOPPED = ['attack blocked', 'Traffic has been blocked', 'will block traffic from'] as const;
