/** How the records of each connector are got out of its provider by hand: where to click or what to call. By connector id. */
export const HOW_TO_EXPORT: Readonly<Record<string, string>> = {
  '1password':
    'Call the Events API with a bearer token (signinattempts, itemusages, auditevents) and save the answers as JSON.',
  atlassian:
    'admin.atlassian.com › Security › Audit log › Export log, or the events API. Jira and Confluence: their own audit logs export CSV or JSON.',
  auth0: 'Dashboard › Monitoring › Logs, a log stream, or GET /api/v2/logs saved as JSON.',
  'aws-cloudtrail':
    'Copy the trail’s .json.gz files from its S3 bucket. Event history downloads 90 days as CSV or JSON.',
  'azure-activity':
    'Monitor › Activity log › Download as CSV, `az monitor activity-log list`, or a diagnostic setting to storage.',
  box: 'Admin console › Reports › User activity (CSV), or GET /2.0/events?stream_type=admin_logs saved as JSON.',
  'cloudflare-audit': 'Manage account › Audit log › Download, Logpush to storage, or the audit_logs API.',
  dropbox: 'Admin console › Activity › Create report (CSV), or team_log/get_events saved as JSON.',
  duo: 'Admin panel › Reports › Export as CSV or JSON, or the Admin API’s log endpoints.',
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
  jumpcloud: 'Directory Insights › Export as JSON or CSV, or the Insights API.',
  'm365-ual':
    'purview.microsoft.com › Audit › Search › Export, or `Search-UnifiedAuditLog … | Export-Csv`. A cmdlet call ends at 5,000 records and a search at 50,000: ask in slices of time.',
  'oci-audit': 'Logging › Audit › Export, or `oci audit event list` saved as JSON.',
  okta: 'Admin console › Reports › System Log › Download CSV, or GET /api/v1/logs saved as JSON (keeps more).',
  onelogin: 'Activity › Events › Export, or GET /api/1/events saved as JSON.',
  sailpoint: 'Search › Account activity or Events › Export, or POST /v3/search on events saved as JSON.',
  salesforce:
    'Setup › Event Log File Browser (CSV a type and day), Setup › View Setup Audit Trail › Download, Setup › Login History › Download.',
  servicenow: 'The table’s list (sysevent, sys_audit, syslog_transaction) › Export › JSON or CSV, or the Table API.',
  'slack-audit': 'Enterprise Grid: GET /audit/v1/logs with an auditlogs:read token, saved as JSON.',
  snowflake: 'Select from SNOWFLAKE.ACCOUNT_USAGE.LOGIN_HISTORY and QUERY_HISTORY and download the result as CSV.',
  workplace: 'Admin panel › Security events, or the security_logs endpoint saved as JSON.',
  zoom: 'Account management › Reports › User activity reports › Operation logs and Sign-in/out, exported as CSV.',
};
