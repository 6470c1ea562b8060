/** Names that an event has in every connector that saw it, from the ids that Microsoft's services pass on. '' for what is no id. */

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Ids of nothing in particular begin so. */
const NIL = '00000000-0000-0000';

/** A sign-in, by the id of its request to Entra ID. */
export const signInEvent = (request: string): string => named('entra-request', request);

/** A record of Microsoft 365's unified audit log, by its id. */
export const auditEvent = (id: string): string => named('m365-record', id);

function named(kind: string, id: string): string {
  return GUID.test(id) && !id.startsWith(NIL) ? `${kind}:${id.toLowerCase()}` : '';
}
