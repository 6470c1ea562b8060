/**
 * What products call the fields of a record in the headers of their exports and as keys of their JSON: normalised (lower case, letters
 * and digits only), best first. A format whose vendor means something else by a name puts its own words in front.
 */
import type { FieldSpec, Slot } from '../keyed/field-table.ts';
import { SLOTS } from '../keyed/field-table.ts';

/** Stands for a column `time` beside a column `date`: then it holds a clock only. */
export const CLOCK = 'clockofday';

const WORDS: Readonly<Record<Slot, string>> = {
  time: 'timestamp datetime eventtime eventtimestamp requesttimestamp requesttime timegenerated generatedtime logtimestamp logtime time eventdatetime dateandtime datetimeutc utctime gmttime localtime starttime start startdate begintime receivetime receivedtime receipttime timecreated createdtime createdat creationtime eventdate activitytime accesstime visittime epochtime epoch unixtime requesttimestampepoch timestampepoch loggedtime devicereceipttime endtime end firstseen lastseen edgestarttimestamp datefirstseen firstpacket frametimeepoch frametime stime ts when',
  date: 'date day logdate',
  clock: CLOCK,
  zone: 'timezone tz',
  sourceIp:
    'sourceip srcip sourceipaddr srcipaddr clientip internalip internalclientip sourceipaddress srcipaddress clientipaddress sourceaddress srcaddress clientaddress internalipaddress userip originalclientip originip cip xclientip clientprivateip localip localipaddress localaddress privateip usersourceip connectionip connectionipaddress hostip sourceipv6 sourceipv4 ipaddress ip clientpublicip externalip externalclientip publicip egressip srcv4 srcv6 ipsrc ipv6src sip sa machineip',
  sourceEndpoint: '',
  source: 'source src client clt from workstation initiator',
  sourceUser:
    'user username useremail userprincipalname upn authenticateduser sourceusername sourceuser srcuser suser usrname login loginname loginid email emailaddress userlogin principalname useridentity account accountname accountupn accountuser initiatingprocessaccountupn initiatingprocessaccountname identity policyidentity mostgranularidentity identities requestinguser subscriber userkey displayname samaccountname csusername cuser vpnuseremail userid userid2 suid endpointusername applicationuser',
  sourceHost:
    'devicename clienthostname sourcehostname sourcehost srchost computername machinename endpointname endpointhostname devicehostname workstationname clientname clientcomputer clientsystemname pcname device',
  destinationIp:
    'destinationip dstip dstipaddr destipaddr destip serverip destinationipaddress dstipaddress destinationaddress dstaddr destaddr remoteip remoteipaddress resolvedip targetip serveraddress dip rip destinationipv4 destinationipv6 remoteaddress dstv4 dstv6 destaddress targetaddress ipdst ipv6dst da',
  destinationEndpoint: '',
  destination: 'destination dst dest server target responder',
  destinationHost:
    'host destinationhost destinationhostname destinationdomain dsthost dhost desthost domain domainname fqdn sni requesthost requestedhost requesthostname httphost urlhost urlhostname urldomain domainfull serverhost servername remotehost remotehostname websitehost queryname dnsquery queryrequest destinationdnsdomain cshost clientrequesthost site website targethost webdomain dddstdns tlshandshakeextensionsservername dnsqryname',
  destinationPort:
    'destinationport dstport destport dport dpt serverport remoteport targetport requestport port dstpt tcpdstport udpdstport dp',
  url: 'url requesturl requestedurl httprequestfulluri fullurl urlfull destinationurlfull fullpathurl destinationurl remoteurl uri requesturi csuri websiteurl clientrequesturi weburl urlstring accessedurl pageurl toplevelurl link page objecturi requestpath urlpath uripath httpmessagepath',
  method: 'method requestmethod httpmethod httprequestmethod csmethod clientrequestmethod reqmethod verb requesttype',
  status:
    'statuscode httpstatuscode httpstatus responsecode httpresponsecode responsestatus responsestatuscode scstatus httpresponsestatus edgeresponsestatus respcode status',
  action:
    'action verdict policyaction disposition deviceaction ruleaction decision act actiontaken simplifieddeviceaction filteringresult filterresult filteraction handling result outcome actiontype policyverdict enforcement',
  bytesSent:
    'bytessent sentbytes bytesout outbytes outbound requestsize requestbytes uploadbytes uploadedbytes bytesuploaded clienttoserverbytes bytesclienttoserver bytesfromclient clientbytes csbytes srcbytes sourcebytes uploadsize numbytesent txbytes bytestx upstreambytes upbytes bytesup clientrequestbytes reqsize totalbytessent sentbyte sent upload inbyte ibyt',
  bytesReceived:
    'bytesreceived receivedbytes bytesin inbytes inbound responsesize responsebytes downloadbytes downloadedbytes bytesdownloaded servertoclientbytes bytesservertoclient bytesfromserver serverbytes scbytes dstbytes destinationbytes downloadsize rxbytes bytesrx downstreambytes downbytes bytesdown edgeresponsebytes respsize totalbytesreceived received download responsebodysize bytesrcvd rcvdbytes rcvdbyte ddbytesrcvd outbyte obyt',
  bytesTotal: 'totalbytes bytestotal bytes numbytes transactionsize totalsize transferredbytes trafficbytes bandwidth',
  count: 'hits eventcount requestcount numrequests connectioncount requests',
  userAgent: 'useragent ua requestclientapplication csuseragent clientrequestuseragent httpuseragent browseragent',
  contentType: 'contenttype mimetype mediatype rscontenttype edgeresponsecontenttype',
  vendorCategory:
    'category categories webcategories urlcategory urlcategories categoryname categorynames domaincategory webcategory policycategory contentcategory urlcategoryname categorylabel urlcat',
  vendorApp:
    'application app appname applicationname cloudapp cloudappname cloudapplication webapp cloudapplicationname saasapplicationname webapplication destinationservicename applicationtype nwapp',
};

const known = new WeakMap<FieldSpec, FieldSpec>();

/** The general words, behind a format's own; a word that the format claims is left to it. The same for the same words. */
export function withVocabulary(own: FieldSpec): FieldSpec {
  const spec = known.get(own) ?? joined(own);
  known.set(own, spec);
  return spec;
}

function joined(own: FieldSpec): FieldSpec {
  const taken = new Set(SLOTS.flatMap((slot) => own[slot] ?? []));
  const spec: { [slot in Slot]?: readonly string[] } = {};
  for (const slot of SLOTS) {
    const general = WORDS[slot].split(' ').filter((word) => word !== '' && !taken.has(word));
    spec[slot] = [...(own[slot] ?? []), ...general];
  }
  return spec;
}

/** `TimeGenerated [UTC]` → `timegenerated`, `cs(User-Agent)` → `csuseragent`, `Bytes Sent` → `bytessent`. */
export function normalName(name: string): string {
  return name
    .replace(/\[[^\]]*\]\s*$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');
}
