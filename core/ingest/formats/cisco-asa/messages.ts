/**
 * In: the number of a message. Out: how its text is laid out, and what it says about traffic.
 * Source: "Cisco Secure Firewall ASA Series Syslog Messages". PIX, FWSM and FTD use the same numbers.
 */

/** Layouts, named for the words the endpoints stand behind. */
export const LAYOUT_NONE = 0;
/** `for IF:A/P [(mapped)] [(user)] to IF:B/P … duration … bytes N` */
export const LAYOUT_CONNECTION = 1;
/** `from A[/P] … to B[/P]` */
export const LAYOUT_FROM_TO = 2;
/** `src IF:A/P dst IF:B/P` */
export const LAYOUT_SRC_DST = 3;
/** `access-list NAME permitted|denied PROTO IF/A(P) -> IF/B(P) hit-cnt N` */
export const LAYOUT_ACCESS_LIST = 4;
/** `A Accessed URL B:URL` */
export const LAYOUT_URL = 5;
/** `Access denied URL URL SRC A DEST B` */
export const LAYOUT_URL_DENIED = 6;
/** `Local:A:P Remote:B:P Username:U …` (tunnels) */
export const LAYOUT_TUNNEL = 8;
/** `with client IF:A/P to B/P` (TLS to the appliance) */
export const LAYOUT_CLIENT = 9;
/** `KEY: value, KEY: value` (Firepower Threat Defense connection events) */
export const LAYOUT_EVENT = 7;

/** A session opened; its teardown counts it. */
export const ROLE_START = 0;
/** A session ended: bytes are known. */
export const ROLE_END = 1;
export const ROLE_DENIED = 2;
/** The text itself says whether the packet passed. */
export const ROLE_STATED = 3;
/** Well formed, but no user's transaction: address translations and the like. */
export const ROLE_OTHER = 4;
/** A request that passed. */
export const ROLE_PASSED = 5;

export interface MessageKind {
  readonly layout: number;
  readonly role: number;
}

function kind(layout: number, role: number): MessageKind {
  return Object.freeze({ layout, role });
}

const START = kind(LAYOUT_CONNECTION, ROLE_START);
const END = kind(LAYOUT_CONNECTION, ROLE_END);
const DENIED = kind(LAYOUT_FROM_TO, ROLE_DENIED);
const DENIED_SRC_DST = kind(LAYOUT_SRC_DST, ROLE_DENIED);
const ACCESS_LIST = kind(LAYOUT_ACCESS_LIST, ROLE_STATED);
const DYNAMIC_FILTER = kind(LAYOUT_FROM_TO, ROLE_STATED);
const TRANSLATION = kind(LAYOUT_FROM_TO, ROLE_OTHER);
const EVENT = kind(LAYOUT_EVENT, ROLE_STATED);
const TUNNEL = kind(LAYOUT_TUNNEL, ROLE_OTHER);
const CLIENT = kind(LAYOUT_CLIENT, ROLE_OTHER);
/** Another member of the cluster owns the connection and reports it. */
const STUB = kind(LAYOUT_CONNECTION, ROLE_OTHER);
/** Remarks on a connection that has lines of its own. */
const REMARK = kind(LAYOUT_FROM_TO, ROLE_OTHER);

/** Everything that is not listed. */
export const OTHER_MESSAGE = kind(LAYOUT_NONE, ROLE_OTHER);

const KINDS: ReadonlyMap<number, MessageKind> = new Map([
  // Sessions: TCP, UDP, GRE, ICMP, SCTP, and those that bypass state. 302001 to 302006 are PIX 6.
  ...[302001, 302005, 302013, 302015, 302017, 302020, 302035, 302303, 302305].map((id) => [id, START] as const),
  ...[302002, 302006, 302014, 302016, 302018, 302021, 302036, 302304, 302306].map((id) => [id, END] as const),
  // Denied by a list, a check of the packet, or a service of the appliance.
  ...[106001, 106006, 106007, 106012, 106013, 106015, 106016, 106017, 106020, 106021, 106022].map(
    (id) => [id, DENIED] as const,
  ),
  ...[106025, 106026, 108003, 201010, 201011, 313004, 410001, 410003, 419001, 500004, 434001, 434002, 434003].map(
    (id) => [id, DENIED] as const,
  ),
  ...[710003, 710004, 710005, 710006].map((id) => [id, DENIED] as const),
  // Inspection that ends or drops what breaks its protocol.
  ...[303_004, 303_005, 416_001, 418_001, 431_001, 431_002, 500_003, 507_001, 508_001, 508_002].map(
    (id) => [id, DENIED] as const,
  ),
  ...[106002, 106010, 106011, 106014, 106018, 106023, 106027, 305005, 305006, 305013, 313005].map(
    (id) => [id, DENIED_SRC_DST] as const,
  ),
  [313009, kind(LAYOUT_CONNECTION, ROLE_DENIED)],
  ...[106100, 106102, 106103].map((id) => [id, ACCESS_LIST] as const),
  [304001, kind(LAYOUT_URL, ROLE_PASSED)],
  [304002, kind(LAYOUT_URL_DENIED, ROLE_DENIED)],
  ...[338001, 338002, 338003, 338004, 338005, 338006, 338007, 338008].map((id) => [id, DYNAMIC_FILTER] as const),
  ...[338101, 338102, 338103, 338104, 338201, 338202, 338203, 338204].map((id) => [id, DYNAMIC_FILTER] as const),
  ...[305009, 305010, 305011, 305012].map((id) => [id, TRANSLATION] as const),
  ...[302022, 302023, 302024, 302025, 302026, 302027].map((id) => [id, STUB] as const),
  ...[303002, 400_000, 415_001, 415_002, 415_003, 415_004, 415_005, 415_006, 415_007, 415_008].map(
    (id) => [id, REMARK] as const,
  ),
  ...[415_009, 415_010, 415_011, 415_012, 415_013, 415_020, 419_002, 507_003, 710_001, 710_002].map(
    (id) => [id, REMARK] as const,
  ),
  // Packets without a route, logins to the appliance, tunnels' packets, and what inspection notes in passing.
  ...[110_002, 110_003, 402_117, 402_119, 402_120, 410_002, 410_004, 423_001, 423_002, 423_003].map(
    (id) => [id, REMARK] as const,
  ),
  ...[423_004, 423_005, 434_004, 605_004, 605_005, 607_002, 607_003, 710_007, 775_001, 775_002].map(
    (id) => [id, REMARK] as const,
  ),
  ...[607_001, 608_001, 620_001].map((id) => [id, STUB] as const),
  ...[725_001, 725_002, 725_003, 725_007, 725_016].map((id) => [id, CLIENT] as const),
  ...[750_001, 750_002, 750_003, 750_004, 750_006, 750_007, 750_008, 750_009, 750_012].map(
    (id) => [id, TUNNEL] as const,
  ),
  ...[751_002, 751_007, 751_011, 751_014, 751_022, 751_025, 751_026].map((id) => [id, TUNNEL] as const),
  ...[430001, 430002, 430003, 430004, 430005].map((id) => [id, EVENT] as const),
]);

export function messageKind(id: number): MessageKind {
  // One number for each of the intrusion signatures.
  if (id > 400_000 && id <= 400_051) return REMARK;
  return KINDS.get(id) ?? OTHER_MESSAGE;
}
