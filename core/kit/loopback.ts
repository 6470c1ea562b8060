/** Whether a host to listen on is one that no other machine reaches. Names other than `localhost` may be anything. */
export function isLoopbackHost(host: string): boolean {
  return host === '::1' || host.toLowerCase() === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host);
}
