/** Names that an event has in every connector that saw it, from the ids that Microsoft's services pass on. '' for what is no id. */

const AUDIT = 'm365-record:';
const GUID_LENGTH = 36;
const DASH = 45;
/** Where a GUID has dashes. */
const DASHES = [8, 13, 18, 23] as const;
/** Ids of nothing in particular begin so. */
const NIL = '00000000-0000-0000';

/** A sign-in, by the id of its request to Entra ID. */
export const signInEvent = (request: string): string => (isId(request) ? `entra-request:${request.toLowerCase()}` : '');

/** A record of Microsoft 365's unified audit log, by its id. */
export const auditEvent = (id: string): string => (isId(id) ? `${AUDIT}${id.toLowerCase()}` : '');

/** The id of the audit log's record that such a name is of; '' for the name of anything else. */
export const auditIdOf = (sameEvent: string): string =>
  sameEvent.startsWith(AUDIT) ? sameEvent.slice(AUDIT.length) : '';

function isId(id: string): boolean {
  return id.length === GUID_LENGTH && DASHES.every((at) => id.charCodeAt(at) === DASH) && !id.startsWith(NIL);
}
