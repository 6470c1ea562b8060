import { testFormat } from '../shared/format-tests.test-kit.ts';
import { windowsDns } from './format.ts';

testFormat(windowsDns, import.meta.url);
