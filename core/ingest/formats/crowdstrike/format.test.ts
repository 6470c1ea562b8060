import { testFormat } from '../shared/format-tests.test-kit.ts';
import { crowdstrike } from './format.ts';

testFormat(crowdstrike, import.meta.url);
