import {
  Anchor,
  Badge,
  Button,
  type CSSVariablesResolver,
  createTheme,
  Input,
  Kbd,
  type MantineColorsTuple,
  Menu,
  Modal,
  Notification,
  Popover,
  Select,
  TabsTab,
} from '@mantine/core';
import { chooseEndTab } from './choose-end-tab.ts';

const azure: MantineColorsTuple = [
  '#e9f1fb',
  '#d2e2f6',
  '#a9c8ee',
  '#8ab4f2',
  '#5f96dc',
  '#3572c0',
  '#1f5fae',
  '#1a5196',
  '#15437c',
  '#0f3462',
];

// White words on Mantine's own red have a contrast of 3.3.
const red: MantineColorsTuple = [
  '#fdecea',
  '#f9d0cc',
  '#f0a59e',
  '#ff8a7f',
  '#e2675d',
  '#c73b32',
  '#b3261e',
  '#96201a',
  '#791a15',
  '#5c1410',
];

// Mantine's own dark greys are warm; these are the console's.
const dark: MantineColorsTuple = [
  '#e3e7ec',
  '#c3cad2',
  '#a2abb6',
  '#828d99',
  '#39424b',
  '#2e353d',
  '#22272e',
  '#1b1f24',
  '#16191e',
  '#121519',
];

export const theme = createTheme({
  primaryColor: 'azure',
  primaryShade: { light: 6, dark: 5 },
  colors: { azure, dark, red },
  autoContrast: true,
  luminanceThreshold: 0.3,
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.5' },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '10px', xl: '14px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '28px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '1.3' },
      h2: { fontSize: '18px', lineHeight: '1.35' },
      h3: { fontSize: '15px', lineHeight: '1.4' },
      h4: { fontSize: '14px', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    Badge: Badge.extend({ defaultProps: { tt: 'none', fw: 600 } }),
    Kbd: Kbd.extend({ defaultProps: { ff: 'text', fw: 500 } }),
    Button: Button.extend({ defaultProps: { size: 'xs' } }),
    Input: Input.extend({ defaultProps: { size: 'xs' } }),
    // Tab passes over a form without a list that opens over the next fields; typing, a click and the arrow keys open it.
    Select: Select.extend({ defaultProps: { openOnFocus: false } }),
    TabsTab: TabsTab.extend({ defaultProps: { onKeyDown: chooseEndTab } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: { duration: 100 }, shadow: 'md' } }),
    // Opened, its first entry has the focus and shows it, instead of an empty place before it.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Notification: Notification.extend({ defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } }),
    Modal: Modal.extend({
      defaultProps: {
        transitionProps: { duration: 120 },
        centered: false,
        closeButtonProps: { 'aria-label': 'Close' },
        // Its <header> would count as a second banner of the page.
        attributes: { header: { role: 'presentation' } },
      },
    }),
  },
});

/** Mantine's own surfaces and lines take the console's tokens, so that there is one palette, not two. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--uc-surface)',
    '--mantine-color-text': 'var(--uc-text)',
    '--mantine-color-dimmed': 'var(--uc-dim)',
    '--mantine-color-placeholder': 'var(--uc-dim)',
    '--mantine-color-default': 'var(--uc-surface)',
    '--mantine-color-default-hover': 'var(--uc-row-hover)',
    '--mantine-color-default-color': 'var(--uc-text)',
    '--mantine-color-default-border': 'var(--uc-line)',
    '--mantine-color-error': 'var(--uc-bad)',
    '--mantine-color-anchor': 'var(--uc-accent)',
    // Notices: Mantine's own are slabs of brown and maroon in the dark theme.
    '--mantine-color-yellow-light': 'var(--uc-warn-soft)',
    '--mantine-color-yellow-light-color': 'var(--uc-warn)',
    '--mantine-color-orange-light': 'var(--uc-warn-soft)',
    '--mantine-color-orange-light-color': 'var(--uc-warn)',
    '--mantine-color-red-light': 'var(--uc-bad-soft)',
    '--mantine-color-red-light-color': 'var(--uc-bad)',
    '--mantine-color-teal-light': 'var(--uc-good-soft)',
    '--mantine-color-teal-light-color': 'var(--uc-good)',
  };
  return { variables: {}, light: shared, dark: shared };
};
