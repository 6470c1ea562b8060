/** What user agents say of clients, systems and devices. */
export { parseUserAgent, readUserAgent } from './parse-user-agent.ts';
