import { CloudAdapter, type TurnContext } from 'botbuilder';
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
  /** Puts another content into a message of Kitei, once. @throws ConnectorFailure */
  update(to: ConversationAddress, id: string, activity: OutgoingActivity): Promise<void>;
  /** Takes a message of Kitei away, once. @throws ConnectorFailure */
  remove(to: ConversationAddress, id: string): Promise<void>;
}

/** The SDK writes only three fields of an entity and drops the rest: citations would never leave. */
function keepWholeEntities(): void {
  const entity = mappers.Entity as { type: { additionalProperties?: object } };
  entity.type.additionalProperties = { type: { name: 'Object' } };
}

export function createConnector(appId: string, { sdk }: TeamsAuthentication): Connector {
  keepWholeEntities();
  const adapter = new CloudAdapter(sdk);
  const inTurn = (to: ConversationAddress, work: (context: TurnContext) => Promise<void>) =>
    adapter.continueConversationAsync(appId, referenceOf(to), work);
  return {
    async send(to, activity) {
      let id = '';
      await inTurn(to, async (context) => {
        // The SDK gives this turn an id of its own and would reply to that.
        Object.assign(context.activity, { id: to.activity });
        id = (await context.sendActivity({ ...activity } as object))?.id ?? '';
      });
      return id;
    },
    update: (to, id, activity) =>
      inTurn(to, async (context) => {
        await context.updateActivity({ ...activity, id } as object);
      }),
    remove: (to, id) => inTurn(to, (context) => context.deleteActivity(id)),
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
