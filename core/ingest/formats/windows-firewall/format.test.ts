import { testFormat } from '../shared/format-tests.test-kit.ts';
import { windowsFirewall } from './format.ts';

testFormat(windowsFirewall, import.meta.url);
