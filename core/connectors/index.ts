/**
 * Audit logs of connected apps. In: lines or records of a provider. Out: activities in the words that all providers share.
 * Every connector, in the order that decides ties. A connector is one folder; adding it here is the only other step.
 */

import type { CustomConnector } from '../contract/custom-connector.ts';
import { onePassword } from './1password/connector.ts';
import { adobeAdmin } from './adobe-admin/connector.ts';
import { airtable } from './airtable/connector.ts';
import { alibabaActiontrail } from './alibaba-actiontrail/connector.ts';
import { anthropic } from './anthropic/connector.ts';
import { asana } from './asana/connector.ts';
import { atlassian } from './atlassian/connector.ts';
import { auditRecords } from './audit-records/connector.ts';
import { auth0 } from './auth0/connector.ts';
import { awsCloudtrail } from './aws-cloudtrail/connector.ts';
import { awsGuardduty } from './aws-guardduty/connector.ts';
import { azureActivity } from './azure-activity/connector.ts';
import { azureDevops } from './azure-devops/connector.ts';
import { beyondtrust } from './beyondtrust/connector.ts';
import { bitwarden } from './bitwarden/connector.ts';
import { box } from './box/connector.ts';
import { calendly } from './calendly/connector.ts';
import { canva } from './canva/connector.ts';
import { circleci } from './circleci/connector.ts';
import { cloudflareAudit } from './cloudflare-audit/connector.ts';
import type { Connector } from './connector.ts';
import { crowdstrikeAudit } from './crowdstrike-audit/connector.ts';
import { cyberark } from './cyberark/connector.ts';
import { cyberarkEpm } from './cyberark-epm/connector.ts';
import { dashlane } from './dashlane/connector.ts';
import { databaseAudit } from './database-audit/connector.ts';
import { databricks } from './databricks/connector.ts';
import { datadog } from './datadog/connector.ts';
import { defenderCloudApps } from './defender-cloud-apps/connector.ts';
import { defenderIdentity } from './defender-identity/connector.ts';
import { defenderXdr } from './defender-xdr/connector.ts';
import { delinea } from './delinea/connector.ts';
import { type ConnectorCandidate, type ConnectorSample, rankConnectors } from './detect.ts';
import { deviceAdmin } from './device-admin/connector.ts';
import { dockerHub } from './docker-hub/connector.ts';
import { docusign } from './docusign/connector.ts';
import { dropbox } from './dropbox/connector.ts';
import { duo } from './duo/connector.ts';
import { egnyte } from './egnyte/connector.ts';
import { entraAudit } from './entra-audit/connector.ts';
import { entraGraphActivity } from './entra-graph-activity/connector.ts';
import { entraRisk } from './entra-risk/connector.ts';
import { entraSignin } from './entra-signin/connector.ts';
import { esetProtect } from './eset-protect/connector.ts';
import { exchangeAdminAudit } from './exchange-admin-audit/connector.ts';
import { exchangeMailboxAudit } from './exchange-mailbox-audit/connector.ts';
import { exchangeMessageTrace } from './exchange-message-trace/connector.ts';
import { figma } from './figma/connector.ts';
import { forgerock } from './forgerock/connector.ts';
import { gcpAudit } from './gcp-audit/connector.ts';
import { github } from './github/connector.ts';
import { gitlab } from './gitlab/connector.ts';
import { googleWorkspace } from './google-workspace/connector.ts';
import { graphSecurityAlerts } from './graph-security-alerts/connector.ts';
import { hashicorpVault } from './hashicorp-vault/connector.ts';
import { hcpTerraform } from './hcp-terraform/connector.ts';
import { heroku } from './heroku/connector.ts';
import { hostMessages } from './host-messages/connector.ts';
import { hubspot } from './hubspot/connector.ts';
import { ibmCloud } from './ibm-cloud/connector.ts';
import { intercom } from './intercom/connector.ts';
import { intune } from './intune/connector.ts';
import { jamfPro } from './jamf-pro/connector.ts';
import { jumpcloud } from './jumpcloud/connector.ts';
import { keeper } from './keeper/connector.ts';
import { keycloak } from './keycloak/connector.ts';
import { kubernetesAudit } from './kubernetes-audit/connector.ts';
import { lastpass } from './lastpass/connector.ts';
import { linear } from './linear/connector.ts';
import { m365Ual } from './m365-ual/connector.ts';
import { mattermost } from './mattermost/connector.ts';
import { mimecast } from './mimecast/connector.ts';
import { miro } from './miro/connector.ts';
import { monday } from './monday/connector.ts';
import { mongodbAtlas } from './mongodb-atlas/connector.ts';
import { mulesoft } from './mulesoft/connector.ts';
import { mural } from './mural/connector.ts';
import { netdocuments } from './netdocuments/connector.ts';
import { netlify } from './netlify/connector.ts';
import { netskopeAudit } from './netskope-audit/connector.ts';
import { netwrix } from './netwrix/connector.ts';
import { newRelic } from './new-relic/connector.ts';
import { notion } from './notion/connector.ts';
import { ociAudit } from './oci-audit/connector.ts';
import { okta } from './okta/connector.ts';
import { onelogin } from './onelogin/connector.ts';
import { openai } from './openai/connector.ts';
import { compileConnector } from './own/compile.ts';
import { pagerduty } from './pagerduty/connector.ts';
import { pingFederate } from './ping-federate/connector.ts';
import { pingOne } from './ping-one/connector.ts';
import { prismaCloud } from './prisma-cloud/connector.ts';
import { sailpoint } from './sailpoint/connector.ts';
import { salesforce } from './salesforce/connector.ts';
import { sapBtp } from './sap-btp/connector.ts';
import { sentineloneAudit } from './sentinelone-audit/connector.ts';
import { servicenow } from './servicenow/connector.ts';
import { sharefile } from './sharefile/connector.ts';
import { siemSchemas } from './siem-schemas/connector.ts';
import { slackAudit } from './slack-audit/connector.ts';
import { smartsheet } from './smartsheet/connector.ts';
import { snowflake } from './snowflake/connector.ts';
import { snyk } from './snyk/connector.ts';
import { stripe } from './stripe/connector.ts';
import { tailscale } from './tailscale/connector.ts';
import { teleport } from './teleport/connector.ts';
import { tines } from './tines/connector.ts';
import { trendDeepSecurity } from './trend-deep-security/connector.ts';
import { trendVisionOne } from './trend-vision-one/connector.ts';
import { varonis } from './varonis/connector.ts';
import { vcenter } from './vcenter/connector.ts';
import { vercel } from './vercel/connector.ts';
import { wallix } from './wallix/connector.ts';
import { webex } from './webex/connector.ts';
import { windowsSecurity } from './windows-security/connector.ts';
import { wiz } from './wiz/connector.ts';
import { workday } from './workday/connector.ts';
import { workplace } from './workplace/connector.ts';
import { zendesk } from './zendesk/connector.ts';
import { zoom } from './zoom/connector.ts';
import { zpaAudit } from './zpa-audit/connector.ts';
import { zscalerAudit } from './zscaler-audit/connector.ts';

export { ActivityReader, eventId, isAdminEvent, type ReadEvent, toActivity } from './activity-reader.ts';
export type { Connector } from './connector.ts';
export { rankConnectors } from './detect.ts';
export { auditIdOf } from './kit/same-event.ts';
export { type ProofId, proofBit, provable } from './look-into/proofs.ts';
export { type Grant, readGrant } from './look-into/read-grant.ts';
export { type GrantType, isGrantType, parseGrant, recordFacts, renamedGrant } from './look-into/record-facts.ts';

export const CONNECTORS: readonly Connector[] = [
  m365Ual,
  entraSignin,
  entraAudit,
  entraRisk,
  entraGraphActivity,
  okta,
  googleWorkspace,
  awsCloudtrail,
  github,
  onePassword,
  azureActivity,
  cloudflareAudit,
  duo,
  gcpAudit,
  jumpcloud,
  salesforce,
  box,
  dropbox,
  slackAudit,
  gitlab,
  atlassian,
  auth0,
  onelogin,
  zoom,
  snowflake,
  servicenow,
  sailpoint,
  workplace,
  ociAudit,
  exchangeAdminAudit,
  adobeAdmin,
  anthropic,
  asana,
  azureDevops,
  bitwarden,
  canva,
  databricks,
  defenderXdr,
  docusign,
  egnyte,
  exchangeMailboxAudit,
  exchangeMessageTrace,
  figma,
  graphSecurityAlerts,
  hubspot,
  intune,
  jamfPro,
  lastpass,
  miro,
  monday,
  mongodbAtlas,
  mulesoft,
  mural,
  netdocuments,
  notion,
  openai,
  pingOne,
  sharefile,
  smartsheet,
  stripe,
  tailscale,
  tines,
  webex,
  workday,
  zendesk,
  zscalerAudit,
  airtable,
  alibabaActiontrail,
  calendly,
  circleci,
  cyberark,
  dashlane,
  datadog,
  dockerHub,
  hashicorpVault,
  hcpTerraform,
  ibmCloud,
  intercom,
  esetProtect,
  keeper,
  linear,
  mattermost,
  netlify,
  netskopeAudit,
  newRelic,
  pagerduty,
  sapBtp,
  snyk,
  teleport,
  vercel,
  wiz,
  zpaAudit,
  crowdstrikeAudit,
  cyberarkEpm,
  forgerock,
  heroku,
  keycloak,
  mimecast,
  prismaCloud,
  sentineloneAudit,
  trendVisionOne,
  beyondtrust,
  defenderCloudApps,
  defenderIdentity,
  delinea,
  netwrix,
  pingFederate,
  trendDeepSecurity,
  varonis,
  vcenter,
  wallix,
  awsGuardduty,
  kubernetesAudit,
  siemSchemas,
  windowsSecurity,
  deviceAdmin,
  databaseAudit,
  hostMessages,
  auditRecords,
];

/**
 * The connectors that may read: all of them for `auto`, else the named one; undefined when there is none of that id.
 * @param own descriptions of a workspace or the command line; they come last and win no tie
 */
export function connectorsFor(id: string, own: readonly CustomConnector[] = []): readonly Connector[] | undefined {
  if (id === 'auto') return own.length === 0 ? CONNECTORS : [...CONNECTORS, ...own.map(compileConnector)];
  const definition = own.find((one) => one.id === id);
  if (definition !== undefined) return [compileConnector(definition)];
  const found = CONNECTORS.find((connector) => connector.id === id);
  return found === undefined ? undefined : [found];
}

/** True when a CSV file's column names are those of some connector's export. */
export function isActivityHeader(columns: readonly string[]): boolean {
  return CONNECTORS.some((connector) => connector.isHeader(columns));
}

/** Ranks every connector for the beginning of a file. */
export function detectConnector(sample: ConnectorSample, own: readonly CustomConnector[] = []): ConnectorCandidate[] {
  return rankConnectors(sample, connectorsFor('auto', own) ?? CONNECTORS);
}
