/** Every provider that can be connected, in the order they are offered. */
import type { Provider } from './provider.ts';
import { atlassian } from './providers/atlassian.ts';
import { awsCloudtrail } from './providers/aws-cloudtrail.ts';
import { box } from './providers/box.ts';
import { defenderEndpoint } from './providers/defender-endpoint.ts';
import { dropbox } from './providers/dropbox.ts';
import { github } from './providers/github.ts';
import { googleWorkspace } from './providers/google-workspace.ts';
import { microsoft365 } from './providers/microsoft-365.ts';
import { okta } from './providers/okta.ts';
import { onePassword } from './providers/one-password.ts';
import { salesforce } from './providers/salesforce.ts';
import { slack } from './providers/slack.ts';

export const PROVIDERS: readonly Provider[] = [
  microsoft365,
  googleWorkspace,
  okta,
  salesforce,
  github,
  slack,
  box,
  dropbox,
  atlassian,
  awsCloudtrail,
  onePassword,
  defenderEndpoint,
];

export function findProvider(id: string): Provider | undefined {
  return PROVIDERS.find((provider) => provider.id === id);
}
