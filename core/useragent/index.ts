/** What user agents say of clients, systems and devices. */
export { parseUserAgent } from './parse-user-agent.ts';
