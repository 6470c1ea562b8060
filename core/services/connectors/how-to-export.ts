/** How the records of each connector are got out of its provider by hand: where to click or what to call. By connector id. */
export const HOW_TO_EXPORT: Readonly<Record<string, string>> = {
  'adobe-admin':
    'Admin Console › Insights › Logs › Audit log › Export CSV, or the audit events of Adobe I/O Events saved as JSON.',
  '1password':
    'Call the Events API with a bearer token (signinattempts, itemusages, auditevents) and save the answers as JSON.',
  atlassian:
    'Organisation: the events API, saved as JSON. Jira and Confluence: GET /rest/api/3/auditing/record and /wiki/rest/api/audit, or their audit log files in JSON; CSV from a console needs a connector of your own.',
  auth0: 'Dashboard › Monitoring › Logs, a log stream, or GET /api/v2/logs saved as JSON.',
  'aws-cloudtrail':
    'Copy the trail’s .json.gz files from its S3 bucket. Event history downloads 90 days as CSV or JSON.',
  'azure-activity':
    'Monitor › Activity log › Download as CSV, `az monitor activity-log list`, or a diagnostic setting to storage.',
  box: 'Admin console › Reports › User activity (CSV), or GET /2.0/events?stream_type=admin_logs saved as JSON.',
  'cloudflare-audit':
    'Logpush to storage, or the audit_logs API. The CSV of Manage account › Audit log needs a connector of your own.',
  dropbox: 'POST team_log/get_events, saved as JSON. The activity report (CSV) needs a connector of your own.',
  duo: 'Admin panel › Reports › Export as JSON, or the Admin API’s log endpoints. CSV from the panel needs a connector of your own.',
  'entra-audit':
    'entra.microsoft.com › Monitoring & health › Audit logs › Download (JSON keeps more than CSV), Graph /auditLogs/directoryAudits, or a diagnostic setting.',
  'entra-graph-activity':
    'A diagnostic setting of Entra ID with MicrosoftGraphActivityLogs, to storage or Log Analytics, exported as JSON.',
  'entra-risk':
    'entra.microsoft.com › Protection › Risk detections › Download, or Graph /identityProtection/riskDetections.',
  'entra-signin':
    'entra.microsoft.com › Monitoring & health › Sign-in logs › Download, once for each of the four kinds; or Graph /auditLogs/signIns, or a diagnostic setting.',
  'exchange-admin-audit': 'Search-AdminAuditLog | Export-Csv, or ConvertTo-Json, in the Exchange Management Shell.',
  'gcp-audit': 'Logs Explorer › Download as JSON, `gcloud logging read … --format=json`, or a sink to a bucket.',
  github:
    'Organisation or enterprise settings › Audit log › Export as JSON or CSV; Git events need a request of their own.',
  gitlab: 'Secure › Audit events › Export as CSV, or the audit events API saved as JSON.',
  'google-workspace':
    'Reports API activities.list for each application, or GAM: `gam report login|drive|admin|token … todrive`. The admin console’s own export has fewer fields.',
  jumpcloud: 'Directory Insights › Export as JSON, or the Insights API.',
  'm365-ual':
    'purview.microsoft.com › Audit › Search › Export, or `Search-UnifiedAuditLog … | Export-Csv`. A cmdlet call ends at 5,000 records and a search at 50,000: ask in slices of time.',
  'oci-audit': 'Logging › Audit › Export, or `oci audit event list` saved as JSON.',
  okta: 'Admin console › Reports › System Log › Download CSV, or GET /api/v1/logs saved as JSON (keeps more).',
  onelogin: 'GET /api/1/events saved as JSON, or the event webhook. CSV reports need a connector of your own.',
  sailpoint: 'Search › Account activity or Events › Export, or POST /v3/search on events saved as JSON.',
  salesforce:
    'Setup › Event Log File Browser (CSV a type and day), Setup › View Setup Audit Trail › Download, Setup › Login History › Download.',
  servicenow: 'The table’s list (sysevent, sys_audit, syslog_transaction) › Export › JSON or CSV, or the Table API.',
  'slack-audit':
    'Enterprise: Organisation settings › Security › Audit logs › Export › JSON, or GET /audit/v1/logs. Other paid plans: team.accessLogs, or an account’s own access log (CSV) at /account/logs.',
  snowflake: 'Select from SNOWFLAKE.ACCOUNT_USAGE.LOGIN_HISTORY and QUERY_HISTORY and download the result as CSV.',
  workplace: 'Admin panel › Security events, or the security_logs endpoint saved as JSON.',
  zoom: 'GET /v2/report/operationlogs and /v2/report/activities saved as JSON, or webhooks. CSV from the portal’s reports needs a connector of your own.',
  anthropic: 'Organisation settings › Data and privacy › Export logs (CSV), or the Compliance API saved as JSON.',
  asana: 'Enterprise: GET /workspaces/…/audit_log_events with a service account’s token, saved as JSON.',
  'azure-devops': 'Organisation settings › Auditing › Export log (JSON or CSV), or an audit stream.',
  bitwarden: 'Admin console › Reporting › Event logs › Export, or GET /public/events saved as JSON.',
  databricks: 'Select from system.access.audit and download the result, or audit log delivery to storage (JSON).',
  canva: 'Enterprise: the audit logs API, or its delivery to storage, saved as JSON.',
  'defender-xdr':
    'security.microsoft.com › Advanced hunting › run the table (CloudAppEvents, IdentityLogonEvents, …) › Export, or stream it to storage; or the activities of the Defender for Cloud Apps API, saved as JSON.',
  docusign: 'Monitor: GET /api/v2.0/datasets/monitor/stream with a token, saved as JSON.',
  egnyte: 'Admin settings › Reports › Audit reports (files, logins, permissions) as CSV, or the audit API.',
  figma: 'Enterprise: GET /v1/activity_logs with a token of an organisation’s admin, saved as JSON.',
  'mongodb-atlas':
    'GET /api/atlas/v2/orgs/…/events and /groups/…/events, or `atlas organizations events list --output json`.',
  'ping-one': 'GET /v1/environments/…/activities with a worker’s token, saved as JSON, or a webhook.',
  'exchange-mailbox-audit': '`Search-MailboxAuditLog … -ShowDetails | Export-Csv`, or ConvertTo-Json.',
  'exchange-message-trace':
    '`Get-MessageTraceV2 … | Export-Csv`, Graph GET /beta/admin/exchange/tracing/messageTraces, or the CSV of Start-HistoricalSearch.',
  'graph-security-alerts': 'Graph GET /security/alerts_v2, saved as JSON.',
  hubspot: 'Settings › Audit logs › Export, or the account activity API saved as JSON.',
  lastpass: 'Admin console › Reporting › Activity › Export, or the reporting API saved as JSON.',
  miro: 'GET /v2/audit/logs, saved as JSON. CSV from Company settings › Audit logs needs a connector of your own.',
  monday: 'Administration › Security › Audit › Export, or the audit log API saved as JSON.',
  mural: 'GET /enterprise/v1/audit-log with an API key, saved as JSON.',
  netdocuments:
    'Admin › repository › Activity Logs › Consolidated Activity or Administration Activity, with JSON as the format.',
  notion:
    'Enterprise: audit log events sent to a SIEM’s webhook, kept as JSON. The exported CSV needs a connector of your own.',
  openai: 'GET /v1/organization/audit_logs with an admin key, saved as JSON.',
  sharefile: 'Settings › Admin settings › Company account info › Reporting › Create report › Activity, as CSV.',
  'siem-schemas':
    'Export the events of your SIEM or lake as JSON or CSV with all fields: Elastic (ECS), Security Lake (OCSF), Chronicle (UDM), Sentinel (ASIM). Where it keeps the original event, that one is read instead and tells more.',
  smartsheet:
    'GET /2.0/events with an event-reporting token, saved as JSON; or a custom activity log (CSV) from its support.',
  tailscale: 'Admin console › Logs › Configuration › Download, or log streaming.',
  workday:
    'The activity logging API saved as JSON, or a custom report on “Signons and Attempted Signons” as a web service (JSON) or exported as CSV.',
  webex: 'Control Hub › Troubleshooting or Reports › Admin audit log › Export as CSV, or GET /adminAudit/events.',
  zendesk: 'Admin Center › Account › Logs › Audit log › Export, or GET /api/v2/audit_logs saved as JSON.',
  'zscaler-audit': 'Administration › Audit logs › Download as CSV.',
  intune:
    'Graph /deviceManagement/auditEvents saved as JSON, or a diagnostic setting of Intune with AuditLogs and OperationalLogs.',
  'jamf-pro': 'Settings › Webhooks with JSON as content type, kept by whatever receives them.',
  mulesoft: 'Access management › Audit logs › Download, or the audit log query API saved as JSON.',
  tines: 'Settings › Monitoring › Audit logs › Export, or GET /api/v1/audit_logs saved as JSON.',
  airtable: 'Enterprise: GET /v0/meta/enterpriseAccounts/…/auditLogEvents, saved as JSON.',
  'alibaba-actiontrail': 'Copy the trail’s files from its OSS bucket, or LookupEvents saved as JSON.',
  'aws-guardduty': 'Findings exported to an S3 bucket, or `aws guardduty get-findings` saved as JSON.',
  'audit-records': 'JSON or CSV of any provider; choose this connector for the file.',
  'windows-security':
    'The Security channel by Winlogbeat, NXLog, Wazuh, Splunk’s forwarder or Snare, or `wevtutil qe Security /f:xml`; choose this connector for the file.',
  'device-admin': 'The device’s own log by syslog, as its collector keeps it; choose this connector for the file.',
  'database-audit':
    'pgaudit in PostgreSQL’s log, the audit plugin of MySQL or MariaDB, MongoDB’s auditLog as JSON, Oracle’s by syslog; choose this connector for the file.',
  'host-messages': '/var/log/auth.log, secure or audit/audit.log; choose this connector for the file.',
  calendly: 'Enterprise: GET /activity_log_entries of the organisation, saved as JSON.',
  circleci: 'Organisation settings › Security › Request audit log (CSV), or audit log streaming (JSON).',
  cyberark:
    'Identity Security Platform: the audit service’s SIEM integration. Identity: an event query saved as JSON. Vault: syslog as JSON, CEF (Arcsight.sample.xsl), LEEF or pairs.',
  dashlane: '`dcli team logs > logs.json` with the command line tool.',
  datadog: 'Organization settings › Audit trail: GET /api/v2/audit/events saved as JSON, or its archive.',
  'docker-hub': 'Business: GET /v2/auditlogs/ACCOUNT, saved as JSON.',
  'hashicorp-vault': 'The file of an audit device (`vault audit enable file`).',
  'hcp-terraform': 'GET /api/v2/organization/audit-trail with an organisation’s token, saved as JSON.',
  'ibm-cloud': 'Cloud Logs, or Activity Tracker’s export or archive, as JSON lines.',
  intercom: 'GET /admins/activity_logs, saved as JSON.',
  keeper: 'Commander: `audit-log --target=json`, or the JSON of a SIEM connection of Reporting & Alerts.',
  'kubernetes-audit':
    'The API server’s audit log file; AKS: diagnostic setting kube-audit; EKS: the audit log in CloudWatch.',
  linear: 'Enterprise: the auditEntries of the GraphQL API, one JSON object a line.',
  mattermost: 'The audit log file of the server (Experimental audit settings), or what it sends by syslog.',
  netlify: 'GET /api/v1/accounts/ACCOUNT/audit, saved as JSON.',
  'netskope-audit': 'GET /api/v2/events/data/audit and …/application (or Cloud Exchange), saved as JSON.',
  'new-relic': 'SELECT * FROM NrAuditEvent in the query builder, exported as JSON, one event a line.',
  pagerduty: 'GET /audit/records, saved as JSON.',
  'sap-btp': 'The Audit Log Retrieval API: GET /auditlog/v2/auditlogrecords, saved as JSON.',
  snyk: 'POST /v1/org/…/audit or GET /rest/orgs/…/audit_logs/search, saved as JSON.',
  teleport: 'The auth service’s audit log files, or the event handler’s output, as JSON lines.',
  vercel: 'Team settings › Security & privacy › Audit log › Export CSV.',
  wiz: 'Settings › Audit logs: the auditLogEntries query of the API, saved as JSON.',
  'zpa-audit': 'A log receiver of type audit logs (LSS) in JSON.',
  'crowdstrike-audit': 'The Event Streams API (audit events), saved as JSON lines.',
  'cyberark-epm': 'POST /EPM/API/Sets/…/AdminAudit, saved as JSON.',
  forgerock:
    'GET /monitoring/logs of the tenant, sources am-everything and idm-everything, saved as JSON; or the audit files of AM and IDM.',
  keycloak:
    'GET /admin/realms/…/events and …/admin-events, saved as JSON; or the server’s log with the jboss-logging listener.',
  mimecast: 'POST /api/audit/get-audit-events, saved as JSON.',
  'prisma-cloud': 'GET /audit/redlock, saved as JSON.',
  heroku: '`heroku enterprise:audits:export`, or Settings › Audit logs › Export as JSON of the Enterprise account.',
  'sentinelone-audit': 'GET /web/api/v2.1/activities, saved as JSON.',
  beyondtrust: 'Appliance › Security › Syslog of Privileged Remote Access or Remote Support, kept as a file.',
  'defender-cloud-apps': 'What a SIEM agent sends (CEF), kept as a file.',
  'defender-identity': 'Settings › Identities › Notifications › Syslog (CEF), kept as a file.',
  delinea: 'Secret Server: Admin › Configuration › Syslog/CEF, kept as a file.',
  netwrix: 'Files of Auditor’s add-on for CEF export.',
  'ping-federate': 'audit.log and admin.log of the server, or the audit log’s CEF appender.',
  'trend-deep-security':
    'Deep Security Manager: Administration › System Settings › Event Forwarding as CEF, kept as a file.',
  varonis: 'DatAlert’s syslog in CEF, kept as a file.',
  vcenter: 'The appliance’s syslog forwarding, kept as a file.',
  wallix: 'System › SIEM integration of the Bastion, kept as a file.',
  'trend-vision-one': 'GET /v3.0/audit/logs, saved as JSON.',
};
