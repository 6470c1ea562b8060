import type { EngineEventName, EngineEvents } from '../../core/contract/events.ts';
import type { EngineMessage } from '../../core/contract/wire.ts';
import { createEngineCaller } from './engine-caller.ts';
import type { EngineChild, EngineToHost, LogLevel, SpawnEngine } from './engine-messages.ts';
import type { Grant } from './grants.ts';
import { createPageConnection, type PageConnection } from './page-connection.ts';
import { createPendingSet } from './pending-set.ts';
import { createRestartPolicy } from './restart-policy.ts';
import { createWorkspaceKeeper } from './workspace-keeper.ts';

export interface SupervisorOptions<Port> {
  readonly spawn: SpawnEngine<Port>;
  /** Every path the user chose so far; a new engine is told all of them. */
  readonly grants: () => Iterable<Grant>;
  /** The console's own key from the operating system's keychain; null where there is none. */
  readonly keychain?: Uint8Array | null;
  readonly log: (level: LogLevel, message: string, data?: string) => void;
  /** The engine answers calls again (also after its first start, with a null reason). */
  readonly onReady?: (restartReason: string | null) => void;
  /** It died too often in a row; nothing happens until `retry` or a new connection. */
  readonly onGivenUp?: (reason: string) => void;
  readonly onEvent?: (name: EngineEventName, data: EngineEvents[EngineEventName]) => void;
  readonly now?: () => number;
}

/** Keeps one engine process running, through its deaths: restarts, grants, the open workspace, pages' connections. */
export interface EngineSupervisor<Port> {
  start(): void;
  grant(grant: Grant): void;
  /**
   * Resolves when the engine knows every grant so far. A page with a port of its own must not hear of a token before:
   * what it sends could overtake the grant.
   */
  grantsKnown(): Promise<void>;
  /** A page over the process's own channel. */
  connect(toPage: (message: EngineMessage) => void): { receive(message: unknown): void; close(): void };
  /** Hands a page's port to the engine; false when there is none at the moment (`onReady` follows). */
  attach(port: Port): boolean;
  retry(): void;
  /** Cancels jobs and closes the workspace; kills the process if that takes longer than `patienceMs`. */
  stop(patienceMs?: number): Promise<void>;
  /** Kills an engine that does not answer; it is restarted as if it had died by itself. */
  kill(reason: string): void;
  ping(): Promise<void>;
}

/** The host's own connection beside the pages'. */
const HOST_CONNECTION = 0;

export function createEngineSupervisor<Port>(options: SupervisorOptions<Port>): EngineSupervisor<Port> {
  const now = options.now ?? Date.now;
  const policy = createRestartPolicy();
  const pages = new Map<number, PageConnection>();
  const pendingGrants = createPendingSet();
  let child: EngineChild<Port> | null = null;
  let ready = false;
  let stopping = false;
  let givenUp = false;
  let nextConnection = 1;
  let deathReason: string | null = null;
  let killReason: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let onStopped: (() => void) | null = null;

  const caller = createEngineCaller(
    (message) => child?.send({ type: 'message', connection: HOST_CONNECTION, message }),
    (name, data) => {
      keeper.onEvent(name, data);
      options.onEvent?.(name, data);
    },
  );
  const keeper = createWorkspaceKeeper(caller, (grant) => child?.send({ type: 'grant', ...grant }), options.log);

  function spawn(): void {
    timer = null;
    policy.started(now());
    const spawned: EngineChild<Port> = options.spawn({
      message: (message) => {
        if (child === spawned) receive(message);
      },
      exit: (reason) => {
        if (child === spawned) die(killReason ?? reason);
      },
    });
    child = spawned;
  }

  function receive(message: EngineToHost): void {
    switch (message.type) {
      case 'ready':
        void welcome();
        return;
      case 'message':
        if (message.connection === HOST_CONNECTION) caller.receive(message.message);
        else pages.get(message.connection)?.deliver(message.message);
        return;
      case 'log':
        options.log(message.level, message.message, message.data);
        return;
      case 'failed':
        killReason = message.error.message;
        return;
      case 'granted':
        pendingGrants.remove(message.token);
        return;
      case 'stopped':
        onStopped?.();
        return;
    }
  }

  async function welcome(): Promise<void> {
    const current = child;
    if (options.keychain) current?.send({ type: 'keychain', secret: options.keychain });
    for (const grant of options.grants()) current?.send({ type: 'grant', ...grant });
    current?.send({ type: 'connect', connection: HOST_CONNECTION });
    await keeper.reopen();
    // It may have died over the workspace.
    if (current === null || child !== current) return;
    ready = true;
    for (const page of pages.values()) page.open(current.send);
    const reason = deathReason;
    deathReason = null;
    if (reason !== null) tellPages({ type: 'event', name: 'engine.restarted', data: { reason } });
    options.onReady?.(reason);
  }

  function tellPages(message: EngineMessage): void {
    for (const page of pages.values()) page.deliver(message);
  }

  function die(reason: string): void {
    child = null;
    ready = false;
    killReason = null;
    caller.drop();
    // The next engine is told all grants before any page reaches it.
    pendingGrants.clear();
    for (const page of pages.values()) page.lose();
    if (stopping) {
      onStopped?.();
      return;
    }
    deathReason = reason;
    const delay = policy.died(now());
    if (delay === null) {
      givenUp = true;
      options.log('error', 'The engine died too often and is not started again by itself.', reason);
      for (const page of pages.values()) page.giveUp();
      options.onGivenUp?.(reason);
      return;
    }
    options.log('warn', 'The engine died and is started again.', reason);
    timer = setTimeout(spawn, delay);
  }

  function retry(): void {
    if (!givenUp || stopping) return;
    givenUp = false;
    policy.reset();
    spawn();
  }

  return {
    start: spawn,
    grant: (grant) => {
      if (child === null) return;
      if (ready) pendingGrants.add(grant.token);
      child.send({ type: 'grant', ...grant });
    },
    grantsKnown: () => pendingGrants.empty(),
    connect(toPage) {
      const number = nextConnection++;
      const page = createPageConnection(number, toPage);
      pages.set(number, page);
      if (ready && child !== null) page.open(child.send);
      retry();
      return {
        receive: (message) => {
          retry();
          page.receive(message);
        },
        close: () => {
          pages.delete(number);
          if (ready) child?.send({ type: 'disconnect', connection: number });
        },
      };
    },
    attach(port) {
      if (!ready || child === null) {
        retry();
        return false;
      }
      child.attach(port);
      return true;
    },
    retry,
    async stop(patienceMs = 10_000) {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      const last = child;
      if (last === null) return;
      let patience: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        onStopped = resolve;
        patience = setTimeout(resolve, patienceMs);
        last.send({ type: 'shutdown' });
      });
      clearTimeout(patience);
      last.kill();
    },
    kill(reason) {
      killReason = reason;
      child?.kill();
    },
    async ping() {
      if (ready) await caller.call('engine.getInfo', {});
    },
  };
}
