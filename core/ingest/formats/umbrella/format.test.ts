import { testFormat } from '../shared/format-tests.test-kit.ts';
import { umbrella } from './format.ts';

testFormat(umbrella, import.meta.url);
