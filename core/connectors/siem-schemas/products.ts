/** In: how a SIEM names the product that an event is of. Out: the connector that knows that product's operations, and its app. */
import { onePassword } from '../1password/connector.ts';
import { anthropic } from '../anthropic/connector.ts';
import { atlassian } from '../atlassian/connector.ts';
import { auth0 } from '../auth0/connector.ts';
import { awsCloudtrail } from '../aws-cloudtrail/connector.ts';
import { azureActivity } from '../azure-activity/connector.ts';
import { bitwarden } from '../bitwarden/connector.ts';
import { box } from '../box/connector.ts';
import { cloudflareAudit } from '../cloudflare-audit/connector.ts';
import type { Connector } from '../connector.ts';
import { databricks } from '../databricks/connector.ts';
import { dropbox } from '../dropbox/connector.ts';
import { duo } from '../duo/connector.ts';
import { entraAudit } from '../entra-audit/connector.ts';
import { entraSignin } from '../entra-signin/connector.ts';
import { gcpAudit } from '../gcp-audit/connector.ts';
import { github } from '../github/connector.ts';
import { gitlab } from '../gitlab/connector.ts';
import { googleWorkspace } from '../google-workspace/connector.ts';
import { jumpcloud } from '../jumpcloud/connector.ts';
import { lastpass } from '../lastpass/connector.ts';
import { m365Ual } from '../m365-ual/connector.ts';
import { okta } from '../okta/connector.ts';
import { onelogin } from '../onelogin/connector.ts';
import { openai } from '../openai/connector.ts';
import { salesforce } from '../salesforce/connector.ts';
import { servicenow } from '../servicenow/connector.ts';
import { slackAudit } from '../slack-audit/connector.ts';
import { snowflake } from '../snowflake/connector.ts';
import { tines } from '../tines/connector.ts';
import { workday } from '../workday/connector.ts';
import { zendesk } from '../zendesk/connector.ts';
import { zoom } from '../zoom/connector.ts';

/** The first that fits: names that are part of another's come after it. */
const PRODUCTS: readonly (readonly [RegExp, Connector])[] = [
  [/auth0/, auth0],
  [/okta/, okta],
  [/azure[ ._]?(?:ad )?sign|aad ?sign|entra.*sign|signinlogs|azure_?ad\b.*sign/, entraSignin],
  [/entra|azure[ ._]?audit|azure[ ._]?ad\b|aad\b|azure active directory/, entraAudit],
  [/azure[ ._]?(?:activity|platform)/, azureActivity],
  [/o365|office ?365|microsoft ?365|m365|exchange ?online|sharepoint|onedrive/, m365Ual],
  [/google[ ._]?workspace|g ?suite|gsuite/, googleWorkspace],
  [/gcp|google ?cloud/, gcpAudit],
  [/cloudtrail|aws/, awsCloudtrail],
  [/github/, github],
  [/gitlab/, gitlab],
  [/slack/, slackAudit],
  [/salesforce/, salesforce],
  [/\bbox\b|box_events/, box],
  [/dropbox/, dropbox],
  [/atlassian|jira|confluence|bitbucket/, atlassian],
  [/zoom/, zoom],
  [/1password/, onePassword],
  [/bitwarden/, bitwarden],
  [/lastpass/, lastpass],
  [/\bduo\b|cisco_duo/, duo],
  [/jumpcloud/, jumpcloud],
  [/onelogin/, onelogin],
  [/snowflake/, snowflake],
  [/databricks/, databricks],
  [/service ?now/, servicenow],
  [/workday/, workday],
  [/zendesk/, zendesk],
  [/openai/, openai],
  [/anthropic|claude/, anthropic],
  [/tines/, tines],
  [/cloudflare.*audit/, cloudflareAudit],
];

/** Texts that a product may be called by, to tell such events from those of firewalls and hosts. */
export const KNOWN_PRODUCT = new RegExp(PRODUCTS.map(([name]) => name.source).join('|'), 'i');

/** Names come from the data: what is remembered is limited. */
const MAX_MEMO = 1000;
const memo = new Map<string, Connector | undefined>();

/** @param names vendor, product or data set, joined by blanks */
export function productOf(names: string): Connector | undefined {
  const text = names.toLowerCase();
  if (memo.has(text)) return memo.get(text);
  const found = PRODUCTS.find(([name]) => name.test(text))?.[1];
  if (memo.size < MAX_MEMO) memo.set(text, found);
  return found;
}
