/** One message of a talk with a chat model. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What is asked of a chat model. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** The shape that the answer must have; models that can be held to it are. */
  readonly schema: { readonly name: string; readonly shape: Readonly<Record<string, unknown>> };
  /** The longest answer, in the model's tokens. */
  readonly maxTokens: number;
  /** Ends the call; nothing is told after that. */
  readonly signal: AbortSignal;
  /** Told the answer's text so far, longer with each call. */
  readonly onText?: (textSoFar: string) => void;
}

/** What a chat model said. */
export interface ChatReply {
  /** As it came: JSON where the model did as it was told. */
  readonly text: string;
  /** Tokens in and out as the provider counted them; null where it did not say. */
  readonly tokens: number | null;
}

/** A chat model of any provider. */
export interface ChatModel {
  /** Provider and model, e.g. `openai:gpt-5-mini`; never an address or a key. */
  readonly id: string;
  /**
   * Asks once, without retries.
   * @throws KiteiError `model.unreachable`, `model.missing`; messages hold no key.
   */
  complete(request: ChatRequest): Promise<ChatReply>;
}
