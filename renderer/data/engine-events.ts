import type { QueryClient } from '@tanstack/react-query';
import type { Connection } from '../bridge/connect.ts';
import { usePanels } from '../state/panels.ts';
import { forgetPlaces } from '../state/places.ts';
import { askAgain } from './ask-again.ts';
import { useEngineState } from './engine-state.ts';
import { useJobs } from './jobs.ts';
import { isTouched, maySayNames } from './keys.ts';

/** Keeps the page's picture of the engine true: asks again what changed, follows jobs, notes restarts. */
export function followEngine(connection: Connection, client: QueryClient): () => void {
  const { engine } = connection;
  const listJobs = (): void => {
    engine.call('jobs.list', {}).then(
      (jobs) => useJobs.getState().put(jobs),
      // Without an answer the banner already says that the engine is away; the list comes with the next `open`.
      () => undefined,
    );
  };
  const askAllAgain = (): void => void askAgain(client, (query) => query.queryKey[0] === 'engine');
  // Whoever locks the key wants its names gone from the screen, and from pages that are come back to.
  const forgetNamesIfLocked = (): void => {
    engine.call('privacy.getState', {}).then(
      ({ key }) => {
        if (key !== 'locked') return;
        usePanels.getState().close();
        void client.resetQueries({ predicate: (query) => maySayNames(query.queryKey) });
      },
      () => undefined,
    );
  };
  let first = true;
  const stops = [
    engine.on('job.changed', (job) => useJobs.getState().put([job])),
    engine.on('data.changed', ({ topics }) => {
      void askAgain(client, (query) => isTouched(query.queryKey, topics));
      if (topics.includes('privacy')) forgetNamesIfLocked();
    }),
    engine.on('workspace.changed', () => {
      // Another workspace shares nothing with the former one: its answers must not even flash.
      forgetPlaces();
      void client.resetQueries({ predicate: (query) => query.queryKey[0] === 'engine' });
      listJobs();
    }),
    engine.on('engine.restarted', ({ reason }) => {
      useEngineState.getState().noteRestart(reason);
      askAllAgain();
      listJobs();
    }),
    connection.onState((state) => {
      useEngineState.getState().setTransport(state);
      if (state !== 'open') return;
      if (!first) askAllAgain();
      first = false;
      listJobs();
    }),
  ];
  listJobs();
  return () => {
    for (const stop of stops) stop();
  };
}
