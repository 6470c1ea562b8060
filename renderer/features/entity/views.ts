/** What the pages and panels of this part draw; loaded once the window stands. */
export { AppPanel } from './app/app-panel.tsx';
export { DevicePanel, HostPanel, SourcePanel, UserPanel } from './thing-panels.tsx';
