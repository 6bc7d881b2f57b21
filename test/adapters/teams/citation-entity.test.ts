import { expect, it } from 'vitest';
import { renderAnswer } from '../../../adapters/teams/render-answer.ts';
import { aCitation, anAnswer } from '../scripted-assistant.ts';
import { claimsOf } from './teams-harness.ts';

it('names no more than the twenty citations that Teams takes', () => {
  const citations = Array.from({ length: 25 }, (_, index) => aCitation({ clause: `第${index}条` }));
  const message = renderAnswer(anAnswer({ citations }), {
    recordId: 'r',
    language: 'ja',
    clauseUrl: () => null,
  });
  expect(claimsOf(message as Parameters<typeof claimsOf>[0])).toHaveLength(20);
  expect(message.text).toContain('[20]');
  expect(message.text).not.toContain('[21]');
});
