import type { NoticeContent } from '../../src/domain/outbox.ts';
import type { Address } from '../../src/domain/question.ts';

/** What a server is asked to do while it may be killed, beside answering. */
export type Work =
  | { readonly kind: 'publish'; readonly edition: number }
  | { readonly kind: 'review'; readonly recordId: string }
  /** Takes a person out of the log, and leaves the mark in the audit log. */
  | { readonly kind: 'forget'; readonly person: string; readonly mark: string }
  | { readonly kind: 'notice'; readonly key: string; readonly to: Address; readonly content: NoticeContent };

/** A policy each clause of which names its edition, so that an answer shows which generation it was read from. */
export function policyOf(edition: number): string {
  const rules = [
    `Visitors must not use the guest printer under edition ${edition}.`,
    `Visitors must not use the office scanner under edition ${edition}.`,
    `Visitors may use the guest wireless network under edition ${edition}.`,
  ];
  const clauses = rules.map((rule, at) => `## ${at + 1}. Rule ${at + 1}\n\n${rule}\n`);
  return `---\nid: guests\nversion: "${edition}"\nlanguage: en\n---\n\n${clauses.join('\n')}`;
}
