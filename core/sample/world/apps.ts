/**
 * Well-known services that the made-up organisation uses. Host names are real, because the catalog must recognise them;
 * people, addresses and figures are not.
 */
export interface AppProfile {
  /** The generator's own key, used by stories and favourites. */
  readonly key: string;
  readonly hosts: readonly string[];
  /** How often it is visited compared with the others. */
  readonly weight: number;
  /** What departments differ by; see departments.ts. */
  readonly interest: string;
  /** `storage` and `mail` carry uploads, `stream` long downloads, `chat` many small requests, `page` the rest. */
  readonly shape: 'page' | 'chat' | 'storage' | 'mail' | 'stream';
  /** Only a few people use it and nobody decided to. */
  readonly shadow: boolean;
  /** Vendor category as URL filters name it. */
  readonly category: string;
}

type Row = readonly [string, number, string, AppProfile['shape'], string, string];

const table = (shadow: boolean, rows: readonly Row[]): readonly AppProfile[] =>
  rows.map(([key, weight, interest, shape, category, hosts]) => ({
    key,
    hosts: hosts.split(' '),
    weight,
    interest,
    shape,
    shadow,
    category,
  }));

/** Services the organisation pays for or tolerates. */
export const BUSINESS_APPS: readonly AppProfile[] = table(false, [
  ['outlook', 900, 'mail', 'mail', 'Web-based Email', 'outlook.office365.com outlook.office.com'],
  ['teams', 1000, 'meeting', 'chat', 'Internet Conferencing', 'teams.microsoft.com'],
  ['microsoft-sign-in', 420, 'base', 'page', 'Business and Economy', 'login.microsoftonline.com'],
  ['sharepoint', 520, 'base', 'storage', 'File Storage', 'example-corp.sharepoint.com example-corp-my.sharepoint.com'],
  ['microsoft-365', 240, 'base', 'page', 'Business and Economy', 'www.office.com graph.microsoft.com'],
  ['google-search', 620, 'base', 'page', 'Search Engines', 'www.google.com'],
  ['bing', 140, 'base', 'page', 'Search Engines', 'www.bing.com'],
  ['google-drive', 120, 'storage', 'storage', 'File Storage', 'drive.google.com docs.google.com'],
  ['zoom', 260, 'meeting', 'stream', 'Internet Conferencing', 'zoom.us us02web.zoom.us'],
  ['webex', 50, 'meeting', 'stream', 'Internet Conferencing', 'www.webex.com'],
  ['slack', 430, 'code', 'chat', 'Internet Conferencing', 'app.slack.com slack.com files.slack.com'],
  ['github', 240, 'code', 'page', 'Computers and Internet', 'github.com api.github.com'],
  ['gitlab', 60, 'code', 'page', 'Computers and Internet', 'gitlab.com'],
  ['atlassian', 260, 'code', 'page', 'Business and Economy', 'example-corp.atlassian.net api.atlassian.com'],
  ['stack-overflow', 90, 'code', 'page', 'Computers and Internet', 'stackoverflow.com'],
  ['npm', 50, 'code', 'storage', 'Computers and Internet', 'registry.npmjs.org www.npmjs.com'],
  ['docker-hub', 40, 'code', 'storage', 'Computers and Internet', 'hub.docker.com registry-1.docker.io'],
  ['sentry', 40, 'code', 'page', 'Computers and Internet', 'sentry.io'],
  ['datadog', 44, 'cloud', 'page', 'Computers and Internet', 'app.datadoghq.com'],
  ['pagerduty', 16, 'cloud', 'page', 'Computers and Internet', 'app.pagerduty.com'],
  ['aws', 90, 'cloud', 'page', 'Computers and Internet', 'console.aws.amazon.com signin.aws.amazon.com'],
  ['azure', 70, 'cloud', 'page', 'Computers and Internet', 'portal.azure.com management.azure.com'],
  ['google-cloud', 40, 'cloud', 'page', 'Computers and Internet', 'console.cloud.google.com'],
  ['okta', 120, 'base', 'page', 'Business and Economy', 'example-corp.okta.com'],
  ['salesforce', 200, 'crm', 'page', 'Business and Economy', 'login.salesforce.com example-corp.my.salesforce.com'],
  ['hubspot', 60, 'marketing', 'page', 'Business and Economy', 'app.hubspot.com api.hubapi.com'],
  ['mailchimp', 24, 'marketing', 'mail', 'Business and Economy', 'mailchimp.com us1.admin.mailchimp.com'],
  ['semrush', 10, 'marketing', 'page', 'Business and Economy', 'www.semrush.com'],
  ['hootsuite', 8, 'marketing', 'page', 'Social Networking', 'hootsuite.com'],
  ['canva', 46, 'design', 'page', 'Business and Economy', 'www.canva.com'],
  ['figma', 80, 'design', 'chat', 'Business and Economy', 'www.figma.com'],
  ['adobe', 60, 'design', 'storage', 'Business and Economy', 'creativecloud.adobe.com acrobat.adobe.com'],
  ['miro', 60, 'project', 'chat', 'Business and Economy', 'miro.com'],
  ['asana', 40, 'project', 'page', 'Business and Economy', 'app.asana.com'],
  ['monday', 24, 'project', 'page', 'Business and Economy', 'monday.com'],
  ['smartsheet', 14, 'project', 'page', 'Business and Economy', 'app.smartsheet.com'],
  ['servicenow', 70, 'support', 'page', 'Business and Economy', 'example-corp.service-now.com'],
  ['zendesk', 90, 'support', 'page', 'Business and Economy', 'example-corp.zendesk.com'],
  ['intercom', 24, 'support', 'chat', 'Business and Economy', 'app.intercom.com'],
  ['freshdesk', 12, 'support', 'page', 'Business and Economy', 'freshdesk.com'],
  ['workday', 60, 'hr', 'page', 'Business and Economy', 'www.myworkday.com'],
  ['bamboohr', 12, 'hr', 'page', 'Business and Economy', 'www.bamboohr.com'],
  ['sap-concur', 24, 'travel', 'page', 'Business and Economy', 'www.concursolutions.com'],
  ['expensify', 8, 'finance', 'page', 'Financial Services', 'www.expensify.com'],
  ['quickbooks', 14, 'finance', 'page', 'Financial Services', 'qbo.intuit.com'],
  ['stripe', 18, 'finance', 'page', 'Financial Services', 'dashboard.stripe.com api.stripe.com'],
  ['paypal', 12, 'finance', 'page', 'Financial Services', 'www.paypal.com'],
  ['docusign', 26, 'sign', 'storage', 'Business and Economy', 'www.docusign.net account.docusign.com'],
  ['booking', 16, 'travel', 'page', 'Travel', 'www.booking.com'],
  ['linkedin', 150, 'social', 'page', 'Social Networking', 'www.linkedin.com'],
  ['youtube', 160, 'video', 'stream', 'Audio/Video Clips', 'www.youtube.com'],
  ['vimeo', 14, 'video', 'stream', 'Audio/Video Clips', 'vimeo.com'],
  ['spotify', 50, 'video', 'stream', 'Audio/Video Clips', 'open.spotify.com api.spotify.com'],
  ['wikipedia', 60, 'base', 'page', 'Reference', 'en.wikipedia.org'],
  ['dropbox', 36, 'storage', 'storage', 'File Storage', 'www.dropbox.com dl.dropboxusercontent.com'],
  ['box', 24, 'storage', 'storage', 'File Storage', 'app.box.com upload.box.com'],
  ['surveymonkey', 8, 'survey', 'page', 'Business and Economy', 'www.surveymonkey.com'],
  ['typeform', 6, 'survey', 'page', 'Business and Economy', 'form.typeform.com'],
  ['1password', 26, 'base', 'page', 'Business and Economy', 'my.1password.com'],
  ['grammarly', 20, 'translate', 'chat', 'Business and Economy', 'capi.grammarly.com'],
]);

/** Services that single people brought along. */
export const SHADOW_APPS: readonly AppProfile[] = table(true, [
  ['chatgpt', 60, 'ai', 'chat', 'Generative AI', 'chatgpt.com chat.openai.com'],
  ['claude', 22, 'ai', 'chat', 'Generative AI', 'claude.ai'],
  ['perplexity', 14, 'ai', 'chat', 'Generative AI', 'www.perplexity.ai'],
  ['midjourney', 6, 'ai', 'page', 'Generative AI', 'www.midjourney.com'],
  ['hugging-face', 10, 'ai', 'storage', 'Generative AI', 'huggingface.co'],
  ['deepl', 30, 'translate', 'chat', 'Translation', 'www.deepl.com'],
  ['notion', 30, 'project', 'chat', 'Business and Economy', 'www.notion.so'],
  ['trello', 20, 'project', 'page', 'Business and Economy', 'trello.com api.trello.com'],
  ['airtable', 14, 'project', 'page', 'Business and Economy', 'airtable.com'],
  ['evernote', 8, 'project', 'page', 'Business and Economy', 'www.evernote.com'],
  ['icloud', 26, 'storage', 'storage', 'File Storage', 'www.icloud.com'],
  ['rapidgator', 4, 'storage', 'storage', 'File Storage', 'rapidgator.net'],
  ['gofile', 3, 'storage', 'storage', 'File Storage', 'gofile.io'],
  ['gmail', 60, 'mail', 'mail', 'Web-based Email', 'mail.google.com'],
  ['proton-mail', 8, 'mail', 'mail', 'Web-based Email', 'mail.proton.me'],
  ['mailinator', 8, 'mail', 'mail', 'Web-based Email', 'www.mailinator.com'],
  ['whatsapp', 70, 'chat', 'chat', 'Chat/IM/SMS', 'web.whatsapp.com'],
  ['telegram', 18, 'chat', 'chat', 'Chat/IM/SMS', 'web.telegram.org'],
  ['discord', 20, 'chat', 'chat', 'Chat/IM/SMS', 'discord.com'],
  ['signal', 6, 'chat', 'chat', 'Chat/IM/SMS', 'signal.org'],
  ['facebook', 70, 'social', 'page', 'Social Networking', 'www.facebook.com'],
  ['instagram', 50, 'social', 'page', 'Social Networking', 'www.instagram.com'],
  ['x', 36, 'social', 'page', 'Social Networking', 'x.com twitter.com'],
  ['reddit', 50, 'social', 'page', 'Social Networking', 'www.reddit.com'],
  ['tiktok', 24, 'social', 'stream', 'Social Networking', 'www.tiktok.com'],
  ['pinterest', 14, 'social', 'page', 'Social Networking', 'www.pinterest.com'],
  ['netflix', 20, 'video', 'stream', 'Audio/Video Clips', 'www.netflix.com'],
  ['twitch', 10, 'video', 'stream', 'Audio/Video Clips', 'www.twitch.tv'],
  ['anydesk', 5, 'remote', 'chat', 'Remote Access Tools', 'anydesk.com'],
  ['teamviewer', 8, 'remote', 'chat', 'Remote Access Tools', 'www.teamviewer.com'],
  ['ngrok', 3, 'cloud', 'chat', 'Proxy Avoidance', 'dashboard.ngrok.com'],
  ['heroku', 5, 'cloud', 'page', 'Computers and Internet', 'dashboard.heroku.com'],
  ['vercel', 6, 'cloud', 'page', 'Computers and Internet', 'vercel.com'],
  ['replit', 4, 'code', 'page', 'Computers and Internet', 'replit.com'],
  ['pastebin', 6, 'code', 'page', 'File Storage', 'pastebin.com'],
  ['bitbucket', 8, 'code', 'page', 'Computers and Internet', 'bitbucket.org'],
]);

/** Apps that appear in planted stories only, so that a story's figures are the app's figures. */
export const STORY_APPS = {
  personalCloud: { host: 'mega.nz', category: 'File Storage' },
  newApp: { host: 'chat.deepseek.com', category: 'Generative AI' },
  blockedUpload: { host: 'wetransfer.com', category: 'File Storage' },
} as const;
