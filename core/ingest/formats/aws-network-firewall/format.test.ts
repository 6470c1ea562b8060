import { testFormat } from '../shared/format-tests.test-kit.ts';
import { awsNetworkFirewall } from './format.ts';

testFormat(awsNetworkFirewall, import.meta.url);
