import type { Language } from './policy.ts';

/** How people say it → how the policy says it. One entry of `vocabulary.yaml`. */
export interface VocabularyEntry {
  readonly say: readonly string[];
  readonly policy: readonly string[];
}

/** Editable wording knowledge, merged from the shipped vocabulary and the folder's own. */
export interface Vocabulary {
  readonly entries: readonly VocabularyEntry[];
  /** Pairs that must never be treated as related, from `blocked` in the file. */
  readonly blocked: readonly (readonly [string, string])[];
}

/** Whom to ask, from `contacts.yaml`. Names exist only where an admin configured them. */
export interface Contact {
  readonly id: string;
  readonly name: Readonly<Record<Language, string>>;
  /** How to reach them: an extension, a channel, a room. */
  readonly reach: string;
  /** Document ids they own; empty for any document. */
  readonly documents: readonly string[];
  /** Topic words that route a question to them; empty for any topic. */
  readonly topics: readonly string[];
  /** True for the desk that takes incident reports. */
  readonly incidents: boolean;
  /** Ids of the channels in Slack and Teams where the desk takes questions that Kitei hands over. */
  readonly channels?:
    | { readonly slack?: string | undefined; readonly teams?: string | undefined }
    | undefined;
}
