import { testFormat } from '../shared/format-tests.test-kit.ts';
import { ivantiGateway } from './format.ts';

testFormat(ivantiGateway, import.meta.url);
