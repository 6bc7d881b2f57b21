import { CloudAdapter } from 'botbuilder';
import * as mappers from 'botframework-connector/lib/connectorApi/models/mappers.js';
import type { OutgoingActivity } from './activity.ts';
import type { TeamsAuthentication } from './authentication.ts';
import type { ConversationAddress } from './conversation-address.ts';

/** Sends to Teams. */
export interface Connector {
  /**
   * Sends once.
   * @returns Teams' id of the message.
   * @throws ConnectorFailure that says whether the message may have arrived.
   */
  send(to: ConversationAddress, activity: OutgoingActivity): Promise<string>;
}

/** The SDK writes only three fields of an entity and drops the rest: citations would never leave. */
function keepWholeEntities(): void {
  const entity = mappers.Entity as { type: { additionalProperties?: object } };
  entity.type.additionalProperties = { type: { name: 'Object' } };
}

export function createConnector(appId: string, { sdk }: TeamsAuthentication): Connector {
  keepWholeEntities();
  const adapter = new CloudAdapter(sdk);
  return {
    async send(to, activity) {
      let id = '';
      await adapter.continueConversationAsync(appId, referenceOf(to), async (context) => {
        // The SDK gives this turn an id of its own and would reply to that.
        Object.assign(context.activity, { id: to.activity });
        id = (await context.sendActivity({ ...activity } as object))?.id ?? '';
      });
      return id;
    },
  };
}

function referenceOf({ serviceUrl, tenantId, conversation, kind, bot, user }: ConversationAddress) {
  return {
    channelId: 'msteams',
    serviceUrl,
    conversation: {
      id: conversation,
      tenantId,
      isGroup: kind !== 'personal',
      conversationType: kind ?? '',
      name: '',
    },
    bot: { id: bot, name: '' },
    ...(user !== undefined && { user: { id: user.id, name: user.name ?? '' } }),
  };
}
