/** What an address's network can be: of autonomous systems, and of lists that the user brings. */
export const ADDRESS_CLASSES = [
  'hosting',
  'vpn',
  'tor',
  'proxy',
  'mobile',
  'satellite',
  'education',
  'government',
  'cdn',
  'isp',
  'threat',
] as const;
export type AddressClass = (typeof ADDRESS_CLASSES)[number];

export const ADDRESS_CLASS_TITLES: Readonly<Record<AddressClass, string>> = {
  hosting: 'Hosting',
  vpn: 'VPN',
  tor: 'Tor',
  proxy: 'Proxy',
  mobile: 'Mobile carrier',
  satellite: 'Satellite',
  education: 'Education',
  government: 'Government',
  cdn: 'CDN',
  isp: 'Internet provider',
  threat: 'Threat list',
};
