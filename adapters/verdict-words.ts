import type { Verdict } from '../src/domain/answer.ts';

/** A mark that tells verdicts apart without colour, and the verdict in words; the same wherever people meet them. */
export type VerdictWords = Readonly<Record<Verdict, readonly [mark: string, label: string]>>;

export const japaneseVerdicts: VerdictWords = {
  allowed: ['○', '認められます'],
  allowed_conditional: ['△', '条件つきで認められます'],
  not_allowed: ['×', '認められません'],
  required: ['！', '義務の定めがあります'],
  applies: ['●', '対象です'],
  does_not_apply: ['◯', '対象ではありません'],
  informational: ['■', '規程の定め'],
  not_stated: ['？', 'はっきりした定めは見つかりません'],
  needs_person: ['→', '担当者の判断が必要です'],
  refuse: ['―', 'お答えできません'],
  out_of_scope: ['―', 'この規程の対象ではない質問です'],
  chitchat: ['―', '規程についての質問ではありません'],
};

export const englishVerdicts: VerdictWords = {
  allowed: ['✓', 'Allowed'],
  allowed_conditional: ['(✓)', 'Allowed on conditions'],
  not_allowed: ['✗', 'Not allowed'],
  required: ['!', 'A duty applies'],
  applies: ['●', 'It applies'],
  does_not_apply: ['○', 'It does not apply'],
  informational: ['i', 'What the policy says'],
  not_stated: ['?', 'No clause found that rules on this'],
  needs_person: ['→', 'A person decides'],
  refuse: ['–', 'Kitei does not answer this'],
  out_of_scope: ['–', 'Not a matter of these policies'],
  chitchat: ['–', 'Not a question about the policy'],
};
