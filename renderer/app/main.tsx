import './without-eval.ts';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/frame.css';
import '../styles/surfaces.css';
import '../styles/table.css';
import '../styles/pages.css';
import '../styles/collectors.css';
import '../styles/imports.css';
import '../styles/print.css';
import { createRoot } from 'react-dom/client';
import { connect } from '../bridge/connect.ts';
import { followEngine } from '../data/engine-events.ts';
import { createQueryClient } from '../data/query-client.ts';
import { loadAhead } from '../kit/lazy-view.tsx';
import { currentPath } from '../state/location.ts';
import { keepOverReloads } from '../state/places.ts';
import { App } from './app.tsx';
import { PAGES, pageAt } from './pages.ts';

// Beside the connection, not after it: the page that the address names, or the first one.
loadAhead((pageAt(currentPath()) ?? PAGES[0])?.component);

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root.');

keepOverReloads();
const connection = connect();
const queries = createQueryClient();
followEngine(connection, queries);
createRoot(root).render(<App connection={connection} queries={queries} />);
