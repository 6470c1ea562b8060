/** The forms in which vendors publish their address ranges, and which app of the catalog a service in them is. */
import { z } from 'zod';

/** One block of a file, with the vendor's name for what it serves; '' where the file names none. */
export type ServiceBlock = readonly [service: string, block: string];

export interface RangeShape {
  readonly publisher: string;
  /** Where the vendor publishes it. */
  readonly source: string;
  /** The blocks of a file of this shape; null for any other file. */
  blocksOf(json: unknown): readonly ServiceBlock[] | null;
  /**
   * App ids by service, the particular before the general: of a block that a file lists under several services, the first
   * here has it. Servers that customers rent are no app of the vendor's.
   */
  readonly apps: ReadonlyMap<string, string>;
}

const blocks = z.array(z.string());

function shape<T>(
  publisher: string,
  source: string,
  schema: z.ZodType<T>,
  read: (file: T) => readonly ServiceBlock[],
  apps: readonly (readonly [service: string, app: string])[],
): RangeShape {
  const blocksOf = (json: unknown): readonly ServiceBlock[] | null => {
    const parsed = schema.safeParse(json);
    return parsed.success ? read(parsed.data) : null;
  };
  return { publisher, source, blocksOf, apps: new Map(apps) };
}

/** All blocks of one service. */
function each(service: string, list: readonly string[] = []): ServiceBlock[] {
  return list.map((block) => [service, block]);
}

const microsoft365 = shape(
  'Microsoft 365',
  'https://endpoints.office.com/endpoints/worldwide',
  z.array(z.looseObject({ id: z.number(), serviceArea: z.string(), ips: blocks.optional() })).min(1),
  (sets) => sets.flatMap(({ serviceArea, ips }) => each(serviceArea, ips)),
  [
    ['Exchange', 'exchange-online'],
    ['SharePoint', 'sharepoint-online'],
    ['Skype', 'microsoft-teams'],
    ['Common', 'microsoft-365'],
  ],
);

const azure = shape(
  'Microsoft Azure',
  'https://www.microsoft.com/download/details.aspx?id=56519',
  z.looseObject({
    changeNumber: z.number(),
    values: z.array(z.looseObject({ name: z.string(), properties: z.looseObject({ addressPrefixes: blocks }) })),
  }),
  // A tag of one region, such as Storage.WestEurope, repeats a part of the tag of all regions.
  ({ values }) =>
    values.flatMap(({ name, properties }) => each(name.split('.', 1)[0] ?? '', properties.addressPrefixes)),
  [
    ['PowerBI', 'power-bi'],
    ['PowerPlatformInfra', 'power-platform'],
    ['AzureActiveDirectory', 'microsoft-entra-id'],
    ['AzureDevOps', 'azure-devops'],
    ['AzureInformationProtection', 'azure-rights-management'],
    ['AzureIoTHub', 'azure-iot-hub'],
    ['AzureMachineLearning', 'azure-machine-learning'],
    ['AzureArcInfrastructure', 'azure-arc'],
    ['MicrosoftDefenderForEndpoint', 'microsoft-defender'],
    ['WindowsVirtualDesktop', 'windows-365-and-virtual-desktop'],
    ['AzurePortal', 'microsoft-azure'],
    ['AzureResourceManager', 'microsoft-azure'],
    ['AppService', 'microsoft-azure'],
    ['Storage', 'azure-blob-storage'],
    ['AzureFrontDoor', 'azure-cdn'],
    ['AzureTrafficManager', 'azure-cdn'],
    ['AzureCloud', 'rented-servers'],
  ],
);

const amazon = shape(
  'Amazon Web Services',
  'https://ip-ranges.amazonaws.com/ip-ranges.json',
  z.looseObject({
    prefixes: z.array(z.looseObject({ ip_prefix: z.string(), service: z.string() })),
    ipv6_prefixes: z.array(z.looseObject({ ipv6_prefix: z.string(), service: z.string() })).default([]),
  }),
  ({ prefixes, ipv6_prefixes }) => [
    ...prefixes.map((one): ServiceBlock => [one.service, one.ip_prefix]),
    ...ipv6_prefixes.map((one): ServiceBlock => [one.service, one.ipv6_prefix]),
  ],
  [
    ['AMAZON_CONNECT', 'amazon-connect'],
    ['CHIME_MEETINGS', 'amazon-chime'],
    ['CHIME_VOICECONNECTOR', 'amazon-chime'],
    ['WORKSPACES_GATEWAYS', 'amazon-workspaces'],
    ['S3', 'amazon-s3'],
    ['CLOUDFRONT', 'amazon-cloudfront'],
    ['GLOBALACCELERATOR', 'aws-global-accelerator'],
    ['ROUTE53', 'dns-providers'],
    ['EC2', 'rented-servers'],
    ['AMAZON', 'amazonaws'],
  ],
);

const google = shape(
  'Google',
  'https://www.gstatic.com/ipranges/goog.json and cloud.json',
  z.looseObject({
    // Lists of crawlers have the same form, without this.
    syncToken: z.string(),
    prefixes: z.array(
      z.looseObject({
        ipv4Prefix: z.string().optional(),
        ipv6Prefix: z.string().optional(),
        service: z.string().default('Google'),
      }),
    ),
  }),
  ({ prefixes }) => prefixes.flatMap((one) => each(one.service, [one.ipv4Prefix ?? [], one.ipv6Prefix ?? []].flat())),
  [
    ['Google Cloud', 'rented-servers'],
    ['Google', 'google-apis'],
  ],
);

const github = shape(
  'GitHub',
  'https://api.github.com/meta',
  z
    .looseObject({ verifiable_password_authentication: z.boolean(), web: blocks, git: blocks })
    .transform((file) =>
      Object.entries(file).flatMap(([name, value]) => each(name, blocks.safeParse(value).data?.filter(isBlock))),
    ),
  (found) => found,
  [
    ['copilot', 'github-copilot'],
    ['codespaces', 'github-codespaces'],
    ...['web', 'api', 'git', 'hooks', 'packages', 'pages', 'importer', 'github_enterprise_importer'].map(
      (service) => [service, 'github'] as const,
    ),
  ],
);

/** GitHub's file lists host names and key fingerprints beside addresses. */
function isBlock(text: string): boolean {
  return /^[\da-f.:]+\/\d+$/i.test(text);
}

const atlassian = shape(
  'Atlassian',
  'https://ip-ranges.atlassian.com',
  z.looseObject({ items: z.array(z.looseObject({ cidr: z.string(), product: z.array(z.string()) })).min(1) }),
  // What several products share is the vendor's cloud.
  ({ items }) =>
    items.flatMap(({ cidr, product: [only, ...more] }) => each(more.length === 0 ? (only ?? '') : '', [cidr])),
  [
    ['bitbucket', 'bitbucket'],
    ['trello', 'trello'],
    ['opsgenie', 'opsgenie'],
    ['statuspage', 'statuspage'],
    ['loom', 'loom'],
    ['jira', 'atlassian-cloud'],
    ['confluence', 'atlassian-cloud'],
    ['', 'atlassian-cloud'],
  ],
);

const okta = shape(
  'Okta',
  'https://s3.amazonaws.com/okta-ip-ranges/ip_ranges.json',
  z.record(z.string(), z.looseObject({ ip_ranges: blocks })).refine((cells) => Object.keys(cells).length > 0),
  (cells) => Object.values(cells).flatMap(({ ip_ranges }) => each('', ip_ranges)),
  [['', 'okta']],
);

const oracle = shape(
  'Oracle Cloud',
  'https://docs.oracle.com/iaas/tools/public_ip_ranges.json',
  z.looseObject({
    regions: z
      .array(
        z.looseObject({ cidrs: z.array(z.looseObject({ cidr: z.string(), tags: z.array(z.string()).default([]) })) }),
      )
      .min(1),
  }),
  ({ regions }) =>
    regions.flatMap(({ cidrs }) => cidrs.flatMap(({ cidr, tags }) => tags.flatMap((tag) => each(tag, [cidr])))),
  [
    ['OBJECT_STORAGE', 'oracle-cloud'],
    ['OSN', 'oracle-cloud'],
    ['OCI', 'rented-servers'],
  ],
);

const cloudflare = shape(
  'Cloudflare',
  'https://api.cloudflare.com/client/v4/ips',
  z.looseObject({ result: z.looseObject({ ipv4_cidrs: blocks, ipv6_cidrs: blocks }) }),
  ({ result }) => each('', [...result.ipv4_cidrs, ...result.ipv6_cidrs]),
  [['', 'cloudflare-cdn']],
);

const fastly = shape(
  'Fastly',
  'https://api.fastly.com/public-ip-list',
  z.looseObject({ addresses: blocks, ipv6_addresses: blocks }),
  ({ addresses, ipv6_addresses }) => each('', [...addresses, ...ipv6_addresses]),
  [['', 'fastly']],
);

const datadogPart = z.looseObject({ prefixes_ipv4: blocks, prefixes_ipv6: blocks.default([]) });
const datadog = shape(
  'Datadog',
  'https://ip-ranges.datadoghq.com',
  z
    .looseObject({ agents: datadogPart, api: datadogPart })
    .transform((file) => Object.values(file).flatMap((part) => datadogPart.safeParse(part).data ?? [])),
  (parts) => parts.flatMap((part) => each('', [...part.prefixes_ipv4, ...part.prefixes_ipv6])),
  [['', 'datadog']],
);

const zscaler = shape(
  'Zscaler',
  'https://config.zscaler.com/api/zscaler.net/cenr/json',
  z
    .record(z.string(), z.record(z.string(), z.record(z.string(), z.array(z.looseObject({ range: z.string() })))))
    .refine((clouds) => Object.keys(clouds).length > 0),
  (clouds) =>
    Object.values(clouds)
      .flatMap((continents) => Object.values(continents))
      .flatMap((cities) => Object.values(cities).flat())
      .map(({ range }): ServiceBlock => ['', range]),
  [['', 'zscaler']],
);

export const RANGE_SHAPES: readonly RangeShape[] = [
  microsoft365,
  azure,
  amazon,
  google,
  github,
  atlassian,
  okta,
  oracle,
  cloudflare,
  fastly,
  datadog,
  zscaler,
];
