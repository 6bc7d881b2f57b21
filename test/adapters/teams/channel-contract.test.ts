import { channelContract } from '../../contracts/channel.ts';
import { TeamsHarness } from './teams-harness.ts';

channelContract('Teams', () => TeamsHarness.open());
