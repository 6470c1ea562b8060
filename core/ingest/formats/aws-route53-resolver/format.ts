/** AWS: Route 53 Resolver query logs. */
import { jsonFormat } from '../keyed/json-format.ts';

export const awsRoute53Resolver = jsonFormat({
  id: 'aws-route53-resolver',
  title: 'AWS Route 53 Resolver query logs',
  vendor: 'Amazon',
  grade: 'documented',
  source: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html',
  signature: 'JSON with query_name, query_timestamp and srcaddr',
  marks: [
    [1, '"query_name"', '"query_timestamp"'],
    [0.9, '"query_name"', '"srcaddr"'],
  ],
  shape: {
    spec: {
      time: ['query_timestamp'],
      sourceIp: ['srcaddr'],
      sourceHost: ['srcids.instance'],
      destinationHost: ['query_name'],
      action: ['firewall_rule_action'],
    },
  },
});
