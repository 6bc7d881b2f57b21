import { z } from 'zod';
import type { ChatModel } from '../domain/chat-model.ts';

/** Enough for a few wordings or twenty numbers, and for some thinking before them. */
const MAX_TOKENS = 1_000;

/** What a chat model is asked for. */
export interface JsonRequest<T> {
  readonly prompt: string;
  /** Goes as JSON, so that nothing in it ends where it stands. */
  readonly material: object;
  readonly name: string;
  readonly form: z.ZodType<T>;
  readonly signal: AbortSignal;
}

/**
 * Asks a chat model for JSON.
 * @throws KiteiError where the model fails; SyntaxError or ZodError where it answers in another form.
 */
export async function askForJson<T>(
  chat: ChatModel,
  { prompt, material, name, form, signal }: JsonRequest<T>,
): Promise<T> {
  const { text } = await chat.complete({
    messages: [
      { role: 'system', content: prompt },
      { role: 'user', content: JSON.stringify(material) },
    ],
    schema: { name, shape: z.toJSONSchema(form) },
    maxTokens: MAX_TOKENS,
    signal,
  });
  // Models like to put a fence or a word around it; thinking aloud comes first where it comes at all.
  const json = text.slice(text.lastIndexOf('</think>') + 1).match(/\{[\s\S]*\}/)?.[0];
  if (json === undefined) throw new SyntaxError('The model answered without JSON.');
  return form.parse(JSON.parse(json));
}
