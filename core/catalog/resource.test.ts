import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resourceOf } from './resource.ts';

describe('resourceOf', () => {
  it.each([
    ['backup.s3.amazonaws.com', 'AWS', 'Bucket', 'backup'],
    ['a.b.s3.eu-central-1.amazonaws.com', 'AWS', 'Bucket', 'a.b'],
    ['old.s3-eu-west-1.amazonaws.com', 'AWS', 'Bucket', 'old'],
    ['site.s3-website-us-east-1.amazonaws.com', 'AWS', 'Bucket', 'site'],
    ['d111111abcdef8.cloudfront.net', 'AWS', 'CDN distribution', 'd111111abcdef8'],
    ['web-1.eu-west-1.elb.amazonaws.com', 'AWS', 'Load balancer', 'web-1'],
    ['ec2-192-0-2-1.eu-west-1.compute.amazonaws.com', 'AWS', 'Virtual machine', 'ec2-192-0-2-1'],
    ['contoso1.blob.core.windows.net', 'Azure', 'Storage account', 'contoso1'],
    ['shop.azurewebsites.net', 'Azure', 'Web app', 'shop'],
    ['shop.azureedge.net', 'Azure', 'CDN distribution', 'shop'],
    ['media.storage.googleapis.com', 'Google Cloud', 'Bucket', 'media'],
    ['api-x1.a.run.app', 'Google Cloud', 'Web app', 'api-x1'],
    ['contoso.sharepoint.com', 'Microsoft 365', 'Tenant', 'contoso'],
    ['contoso-my.sharepoint.com', 'Microsoft 365', 'Tenant', 'contoso'],
    ['contoso--uat.sandbox.my.salesforce.com', 'Salesforce', 'Tenant', 'contoso'],
    ['contoso.atlassian.net', 'Atlassian', 'Tenant', 'contoso'],
  ])('%s', (host, platform, type, name) => {
    expect(resourceOf(host)).toEqual({ platform, type, name });
  });

  it.each([
    's3.amazonaws.com',
    's3.eu-west-1.amazonaws.com',
    'www.slack.com',
    'files.slack.com',
    'cloudfront.net',
    'example.com',
    '',
  ])('"%s" is nobody’s resource', (host) => {
    expect(resourceOf(host)).toBeNull();
  });

  it('names a part of the host, whatever it is', () => {
    const suffix = fc.constantFrom('.s3.amazonaws.com', '.blob.core.windows.net', '.slack.com', '.example');
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9.-]{0,30}$/), suffix, (front, end) => {
        const found = resourceOf(`${front}${end}`);
        if (found !== null) expect(front).toContain(found.name);
      }),
    );
  });
});
