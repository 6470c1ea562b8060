/** Which fields the keys of a Fortinet line fill, for its reader of bytes. */
import { ByteKeys } from '../shared/byte-keys.ts';

export const DATE = 1;
export const TIME = 2;
export const ZONE = 3;
export const EVENT_TIME = 4;
export const SOURCE = 5;
export const DESTINATION = 6;
export const USER = 7;
export const GUESSED_USER = 8;
export const DEVICE = 9;
export const HOST = 10;
export const URL = 11;
export const SENT = 12;
export const RECEIVED = 13;
export const JUDGES = 14;
export const UNPLAIN = 15;
/** Keys that tell FortiOS from its likes, as `claim` weighs them. */
export const TYPE = 16;
export const SUBTYPE = 17;
export const LOG_ID = 18;
export const DOMAIN = 19;
export const UNIT = 20;
/** Those of FortiWeb and FortiMail. */
export const MESSAGE_NUMBER = 21;
export const LOG_NUMBER = 22;
export const DEVICE_NUMBER = 23;
export const PRIORITY = 24;
export const SESSION = 25;
/** The name that was asked for goes before all others. */
export const QUERY = 26;
/** The host of a request to a server of the organisation's own. */
export const SERVER = 27;
/** FortiWeb's zone: of the place, and of the season. */
export const PLACE = 28;
export const SEASON = 29;
/** One more than the last. */
export const FIELDS = 30;

/** Keys whose values count, with their fields. */
export const keys = new ByteKeys(
  [
    ['date', DATE],
    ['time', TIME],
    ['tz', ZONE],
    ['eventtime', EVENT_TIME],
    ['srcip', SOURCE],
    ['dstip', DESTINATION],
    ['user', USER],
    ['unauthuser', GUESSED_USER],
    ['srcname', DEVICE],
    ['hostname', HOST],
    ['url', URL],
    ['sentbyte', SENT],
    ['rcvdbyte', RECEIVED],
    ['action', JUDGES],
    ['status', JUDGES],
    ['utmaction', JUDGES],
    ['type', TYPE],
    ['subtype', SUBTYPE],
    ['logid', LOG_ID],
    ['vd', DOMAIN],
    ['devid', UNIT],
    ['devname', UNIT],
    ['msg_id', MESSAGE_NUMBER],
    ['log_id', LOG_NUMBER],
    ['device_id', DEVICE_NUMBER],
    ['pri', PRIORITY],
    ['session_id', SESSION],
    ['qname', QUERY],
    ['user_name', GUESSED_USER],
    ['http_host', SERVER],
    ['http_url', URL],
    ['http_request_bytes', SENT],
    ['http_response_bytes', RECEIVED],
    ['timezone', PLACE],
    ['timezone_dayst', SEASON],
    // Older names.
    ['src', SOURCE],
    ['dst', DESTINATION],
    ['sent', SENT],
    ['rcvd', RECEIVED],
    // One of several names, which overrule each other by their order.
    ['dstname', UNPLAIN],
  ],
  false,
);
