// Preloaded into every process and thread of a run (NODE_OPTIONS=--require=…): whatever tries to reach anything but this machine
// is written to the file that UNDERCAST_CONNECTIONS names, and does not get there.
import dgram from 'node:dgram';
import dns from 'node:dns';
import { appendFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import process from 'node:process';

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|::1|::ffff:127(?:\.\d+){3})$/i;

/** @param {string} what @param {unknown} target */
function refuse(what, target) {
  appendFileSync(process.env.UNDERCAST_CONNECTIONS ?? '', `${what} ${target}\n`);
  throw new Error(`The connection guard stopped ${what} ${target}`);
}

/** @param {string} what @param {unknown} host */
function check(what, host) {
  if (host !== undefined && host !== null && !LOOPBACK.test(String(host))) refuse(what, host);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...args) {
  // Node's own calls hand in what it has normalised: `[options, callback]` as one array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    if (first.path === undefined || first.path === null) check('connect', first.host);
  } else if (typeof first === 'number' || /^\d+$/.test(String(first))) check('connect', second);
  return connect.apply(this, args);
};

const udpConnect = dgram.Socket.prototype.connect;
dgram.Socket.prototype.connect = function (port, address, ...rest) {
  check('udp', typeof address === 'string' ? address : undefined);
  return udpConnect.call(this, port, address, ...rest);
};
const udpSend = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (...args) {
  check(
    'udp',
    args.slice(1).find((arg) => typeof arg === 'string'),
  );
  return udpSend.apply(this, args);
};

for (const api of [dns, dns.promises]) {
  const { lookup } = api;
  // A host that only listens asks for its own address.
  api.lookup = (name, ...rest) => {
    check('lookup', net.isIP(name) ? undefined : name);
    return lookup.call(api, name, ...rest);
  };
  for (const name of Object.keys(api).filter((key) => /^(?:resolve|reverse)/.test(key))) {
    if (typeof api[name] === 'function') api[name] = (target) => refuse(name, target);
  }
  for (const name of Object.getOwnPropertyNames(api.Resolver.prototype).filter((key) =>
    /^(?:resolve|reverse)/.test(key),
  )) {
    api.Resolver.prototype[name] = (target) => refuse(name, target);
  }
}
syncBuiltinESMExports();
