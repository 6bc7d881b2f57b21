import { channelContract } from '../../contracts/channel.ts';
import { channelStreamingContract } from '../../contracts/channel-streaming.ts';
import { TeamsHarness } from './teams-harness.ts';

channelContract('Teams', () => TeamsHarness.open());
channelStreamingContract('Teams', () => TeamsHarness.open());
