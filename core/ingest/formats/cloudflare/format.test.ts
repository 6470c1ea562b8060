import { testFormat } from '../shared/format-tests.test-kit.ts';
import { cloudflare } from './format.ts';

testFormat(cloudflare, import.meta.url);
