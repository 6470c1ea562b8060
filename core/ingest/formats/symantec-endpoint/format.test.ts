import { testFormat } from '../shared/format-tests.test-kit.ts';
import { symantecEndpoint } from './format.ts';

testFormat(symantecEndpoint, import.meta.url);
