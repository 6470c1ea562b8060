import { type MessagePortMain, utilityProcess } from 'electron';
import type { EngineSettings, EngineToHost, SpawnEngine } from '../shared/engine-messages.ts';

/** The engine as a utility process of Electron; the supervision itself is the same as under the loopback host. */
export function utilityProcessEngine(settings: EngineSettings, entry: string): SpawnEngine<MessagePortMain> {
  return (listener) => {
    const child = utilityProcess.fork(entry, [JSON.stringify(settings)], {
      serviceName: 'Undercast engine',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let lastWords = '';
    child.stderr?.on('data', (part: Buffer) => {
      lastWords = (lastWords + part.toString('utf8')).slice(-4000);
    });
    child.on('message', (message: EngineToHost) => listener.message(message));
    child.once('exit', (code) => {
      const why = /^(?:[A-Za-z]*Error: .*|FATAL ERROR: .*)$/m.exec(lastWords)?.[0];
      listener.exit(`The engine process ended with status ${code}${why === undefined ? '' : ` (${why})`}.`);
    });
    return {
      send: (message) => child.postMessage(message),
      attach: (port) => child.postMessage({ type: 'attach' }, [port]),
      kill: () => {
        child.kill();
      },
    };
  };
}
