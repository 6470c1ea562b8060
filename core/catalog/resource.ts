/**
 * What a host of a shared platform stands for: the bucket, storage account, site or tenant of one customer. Traffic to
 * it is the customer's, not use of the platform's own app.
 * Host forms are those of the platforms' documentation (AWS, Azure, Google Cloud endpoints; tenant domains of suites).
 */

export interface CloudResource {
  readonly platform: string;
  /** e.g. `Bucket`, `Storage account`, `Tenant`. */
  readonly type: string;
  /** The customer's name for it, as the host gives it. */
  readonly name: string;
}

type Rule = readonly [suffix: RegExp, platform: string, type: string];

/** The first group is the resource's name. */
const RULES: readonly Rule[] = [
  [
    /^(.+)\.s3(?:[.-](?:website|accelerate|dualstack|fips))*(?:[.-][a-z]{2}(?:-[a-z]+)+-\d)?\.amazonaws\.com(?:\.cn)?$/,
    'AWS',
    'Bucket',
  ],
  [/^(d[a-z0-9]{11,14})\.cloudfront\.net$/, 'AWS', 'CDN distribution'],
  [/^([a-z0-9]{8,12})\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/, 'AWS', 'API gateway'],
  [/^([a-z0-9]+)\.lambda-url\.[a-z0-9-]+\.on\.aws$/, 'AWS', 'Function'],
  [/^(.+)\.[a-z]{2}(?:-[a-z]+)+-\d\.elb\.amazonaws\.com$/, 'AWS', 'Load balancer'],
  [/^(ec2-\d+-\d+-\d+-\d+)\.(?:[a-z0-9-]+\.)?compute(?:-1)?\.amazonaws\.com$/, 'AWS', 'Virtual machine'],
  [/^(.+)\.[a-z0-9]+\.[a-z0-9-]+\.rds\.amazonaws\.com$/, 'AWS', 'Database'],
  [/^(\d{12})\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com$/, 'AWS', 'Container registry'],
  [
    /^([a-z0-9]{3,24})\.(?:z\d+\.)?(?:blob|file|queue|table|dfs|web)(?:\.core\.windows\.net|\.storage\.azure\.net)$/,
    'Azure',
    'Storage account',
  ],
  [/^([a-z0-9-]+)\.(?:scm\.)?azurewebsites\.net$/, 'Azure', 'Web app'],
  [/^([a-z0-9-]+)\.database\.windows\.net$/, 'Azure', 'Database'],
  [/^([a-z0-9-]+)\.vault\.azure\.net$/, 'Azure', 'Key vault'],
  [/^([a-z0-9]+)\.azurecr\.io$/, 'Azure', 'Container registry'],
  [/^([a-z0-9-]+)\.servicebus\.windows\.net$/, 'Azure', 'Message bus'],
  [/^([a-z0-9-]+)\.(?:azureedge|azurefd)\.net$/, 'Azure', 'CDN distribution'],
  [/^([a-z0-9-]+)\.azure-api\.net$/, 'Azure', 'API gateway'],
  [/^([a-z0-9-]+\.[a-z0-9-]+)\.cloudapp\.azure\.com$/, 'Azure', 'Virtual machine'],
  [/^([a-z0-9-]+)\.openai\.azure\.com$/, 'Azure', 'Model endpoint'],
  [/^(.+)\.storage\.googleapis\.com$/, 'Google Cloud', 'Bucket'],
  [/^(.+?)(?:\.[a-z])?\.run\.app$/, 'Google Cloud', 'Web app'],
  [/^([a-z0-9-]+)\.cloudfunctions\.net$/, 'Google Cloud', 'Function'],
  [/^(.+)\.appspot\.com$/, 'Google Cloud', 'Web app'],
  [/^([a-z0-9-]+)\.(?:web|firebaseapp)\.(?:app|com)$/, 'Google Cloud', 'Web app'],
  [/^([a-z0-9-]+)\.firebaseio\.com$/, 'Google Cloud', 'Database'],
  [/^(\d+\.\d+\.\d+\.\d+)\.bc\.googleusercontent\.com$/, 'Google Cloud', 'Virtual machine'],
  [/^([a-z0-9-]+?)-my\.sharepoint\.com$/, 'Microsoft 365', 'Tenant'],
  [/^([a-z0-9-]+)\.(?:sharepoint|onmicrosoft)\.com$/, 'Microsoft 365', 'Tenant'],
  [/^([a-z0-9-]+)\.crm\d*\.dynamics\.com$/, 'Dynamics 365', 'Tenant'],
  [/^([a-z0-9-]+?)(?:--[a-z0-9]+)?\.(?:sandbox\.)?my\.salesforce\.com$/, 'Salesforce', 'Tenant'],
  [/^([a-z0-9-]+?)(?:--[a-z0-9]+)?\.lightning\.force\.com$/, 'Salesforce', 'Tenant'],
  [/^([a-z0-9-]+)\.atlassian\.net$/, 'Atlassian', 'Tenant'],
  [/^([a-z0-9-]+)\.service-now\.com$/, 'ServiceNow', 'Tenant'],
  [/^([a-z0-9-]+)\.okta(?:preview|-emea)?\.com$/, 'Okta', 'Tenant'],
  [/^([a-z0-9-]+)\.(?:[a-z]{2}\.)?auth0\.com$/, 'Auth0', 'Tenant'],
  [/^([a-z0-9-]+)\.zendesk\.com$/, 'Zendesk', 'Tenant'],
  [/^([a-z0-9-]+)\.slack\.com$/, 'Slack', 'Tenant'],
  [/^([a-z0-9._-]+)\.snowflakecomputing\.com$/, 'Snowflake', 'Tenant'],
  [/^([a-z0-9-]+)\.myshopify\.com$/, 'Shopify', 'Tenant'],
];

/** First labels that belong to the platform itself. */
const OWN =
  /^(www\d*|app|apps|api|files|login|account|accounts|admin|auth|cdn|static|edge|wss(-[a-z]+)?|id|support|help|status|docs|developer|hooks|my|portal|a|b)$/;

/**
 * @param host lower case, no port
 * @returns null for hosts of the platform itself and of anybody else
 */
export function resourceOf(host: string): CloudResource | null {
  for (const [pattern, platform, type] of RULES) {
    const name = pattern.exec(host)?.[1];
    if (name !== undefined) return type === 'Tenant' && OWN.test(name) ? null : { platform, type, name };
  }
  return null;
}
