/**
 * Every traffic format, in the order that decides ties. A format is one folder; adding it here is the only other step.
 */

import { akamaiDatastream } from './akamai-datastream/format.ts';
import { akamaiSiem } from './akamai-siem/format.ts';
import { apacheCombined } from './apache-combined/format.ts';
import { apacheError } from './apache-error/format.ts';
import type { TrafficFormat } from './api.ts';
import { avi } from './avi/format.ts';
import { aviatrix } from './aviatrix/format.ts';
import { awsCloudfront } from './aws-cloudfront/format.ts';
import { awsElb } from './aws-elb/format.ts';
import { awsNetworkFirewall } from './aws-network-firewall/format.ts';
import { awsRoute53Resolver } from './aws-route53-resolver/format.ts';
import { awsS3Access } from './aws-s3-access/format.ts';
import { awsVpcFlow } from './aws-vpc-flow/format.ts';
import { awsWaf } from './aws-waf/format.ts';
import { azureDiagnostics } from './azure-diagnostics/format.ts';
import { azureNsgFlow } from './azure-nsg-flow/format.ts';
import { barracuda } from './barracuda/format.ts';
import { barracudaF } from './barracuda-f/format.ts';
import { barracudaJson } from './barracuda-json/format.ts';
import { bindDns } from './bind-dns/format.ts';
import { cato } from './cato/format.ts';
import { cef } from './cef/format.ts';
import { checkpoint } from './checkpoint/format.ts';
import { checkpointExport } from './checkpoint-export/format.ts';
import { ciscoAsa } from './cisco-asa/format.ts';
import { ciscoIos } from './cisco-ios/format.ts';
import { ciscoL4tm } from './cisco-l4tm/format.ts';
import { citrixAdc } from './citrix-adc/format.ts';
import { clavister } from './clavister/format.ts';
import { cloudflare } from './cloudflare/format.ts';
import { coredns } from './coredns/format.ts';
import { crowdstrike } from './crowdstrike/format.ts';
import { csvHeader } from './csv-header/format.ts';
import { dansguardian } from './dansguardian/format.ts';
import { defenderEndpoint } from './defender-endpoint/format.ts';
import { dnsServices } from './dns-services/format.ts';
import { dnsmasq } from './dnsmasq/format.ts';
import { ecs } from './ecs/format.ts';
import { envoy } from './envoy/format.ts';
import { eset } from './eset/format.ts';
import { exchangeHttp } from './exchange-http/format.ts';
import { f5Bigip } from './f5-bigip/format.ts';
import { f5Telemetry } from './f5-telemetry/format.ts';
import { filterlog } from './filterlog/format.ts';
import { flowExport } from './flow-export/format.ts';
import { flowText } from './flow-text/format.ts';
import { forcepointCloud } from './forcepoint-cloud/format.ts';
import { forcepointNgfw } from './forcepoint-ngfw/format.ts';
import { fortigate } from './fortigate/format.ts';
import { googleCloud } from './google-cloud/format.ts';
import { h3c } from './h3c/format.ts';
import { har } from './har/format.ts';
import { hillstone } from './hillstone/format.ts';
import { huawei } from './huawei/format.ts';
import { iFilter } from './i-filter/format.ts';
import { iboss } from './iboss/format.ts';
import { ivantiGateway } from './ivanti-gateway/format.ts';
import { jamf } from './jamf/format.ts';
import { json } from './json/format.ts';
import { juniperSrx } from './juniper-srx/format.ts';
import { kasperskyWeb } from './kaspersky-web/format.ts';
import { kerio } from './kerio/format.ts';
import { labels } from './labels/format.ts';
import { languardian } from './languardian/format.ts';
import { leef } from './leef/format.ts';
import { menlo } from './menlo/format.ts';
import { meraki } from './meraki/format.ts';
import { mikrotik } from './mikrotik/format.ts';
import { modsecurity } from './modsecurity/format.ts';
import { netfilter } from './netfilter/format.ts';
import { netscreen } from './netscreen/format.ts';
import { netskope } from './netskope/format.ts';
import { nfdump } from './nfdump/format.ts';
import { nginxError } from './nginx-error/format.ts';
import { ocsf } from './ocsf/format.ts';
import { olfeo } from './olfeo/format.ts';
import { pairs } from './pairs/format.ts';
import { paloalto } from './paloalto/format.ts';
import { powerdns } from './powerdns/format.ts';
import { privoxy } from './privoxy/format.ts';
import { sangfor } from './sangfor/format.ts';
import { sentinelone } from './sentinelone/format.ts';
import { skyhigh } from './skyhigh/format.ts';
import { snort } from './snort/format.ts';
import { sonicwall } from './sonicwall/format.ts';
import { sophosCentral } from './sophos-central/format.ts';
import { sophosUtm } from './sophos-utm/format.ts';
import { sophosWebAppliance } from './sophos-web-appliance/format.ts';
import { sophosXg } from './sophos-xg/format.ts';
import { squidCommon } from './squid-common/format.ts';
import { squidNative } from './squid-native/format.ts';
import { stormshield } from './stormshield/format.ts';
import { suricata } from './suricata/format.ts';
import { symantecEndpoint } from './symantec-endpoint/format.ts';
import { sysmon } from './sysmon/format.ts';
import { ubika } from './ubika/format.ts';
import { umbrella } from './umbrella/format.ts';
import { unbound } from './unbound/format.ts';
import { untangle } from './untangle/format.ts';
import { versa } from './versa/format.ts';
import { w3c } from './w3c/format.ts';
import { watchguard } from './watchguard/format.ts';
import { websenseReport } from './websense-report/format.ts';
import { websenseSiem } from './websense-siem/format.ts';
import { welf } from './welf/format.ts';
import { windowsDns } from './windows-dns/format.ts';
import { windowsFirewall } from './windows-firewall/format.ts';
import { windowsWfp } from './windows-wfp/format.ts';
import { zeek } from './zeek/format.ts';
import { zscalerNss } from './zscaler-nss/format.ts';
import { zscalerZpa } from './zscaler-zpa/format.ts';
import { zyxel } from './zyxel/format.ts';

export const TRAFFIC_FORMATS: readonly TrafficFormat[] = [
  squidNative,
  squidCommon,
  zscalerNss,
  w3c,
  apacheCombined,
  nginxError,
  apacheError,
  paloalto,
  fortigate,
  ciscoAsa,
  ciscoIos,
  ciscoL4tm,
  checkpoint,
  checkpointExport,
  sophosXg,
  sophosUtm,
  sophosCentral,
  sophosWebAppliance,
  stormshield,
  sonicwall,
  watchguard,
  barracudaF,
  juniperSrx,
  netscreen,
  clavister,
  meraki,
  welf,
  netfilter,
  mikrotik,
  huawei,
  h3c,
  hillstone,
  sangfor,
  versa,
  filterlog,
  windowsFirewall,
  suricata,
  snort,
  bindDns,
  unbound,
  dnsmasq,
  coredns,
  windowsDns,
  powerdns,
  dnsServices,
  awsCloudfront,
  awsElb,
  awsNetworkFirewall,
  awsRoute53Resolver,
  awsS3Access,
  awsVpcFlow,
  awsWaf,
  akamaiDatastream,
  akamaiSiem,
  modsecurity,
  azureDiagnostics,
  azureNsgFlow,
  crowdstrike,
  defenderEndpoint,
  envoy,
  eset,
  flowExport,
  nfdump,
  googleCloud,
  har,
  ocsf,
  symantecEndpoint,
  sysmon,
  windowsWfp,
  zeek,
  ecs,
  cef,
  leef,
  cloudflare,
  zscalerZpa,
  cato,
  olfeo,
  menlo,
  iboss,
  ivantiGateway,
  jamf,
  sentinelone,
  iFilter,
  umbrella,
  netskope,
  avi,
  aviatrix,
  f5Bigip,
  f5Telemetry,
  citrixAdc,
  skyhigh,
  privoxy,
  barracuda,
  barracudaJson,
  ubika,
  zyxel,
  dansguardian,
  untangle,
  kerio,
  kasperskyWeb,
  languardian,
  exchangeHttp,
  forcepointCloud,
  forcepointNgfw,
  websenseReport,
  websenseSiem,
  csvHeader,
  json,
  pairs,
  flowText,
  labels,
];

/** The format with this id, or undefined. */
export function formatById(id: string): TrafficFormat | undefined {
  return TRAFFIC_FORMATS.find((format) => format.id === id);
}
