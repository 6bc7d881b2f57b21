import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SlackConfig } from '../../../src/config/slack-settings.ts';
import type { Clause, PolicyDocument } from '../../../src/domain/policy.ts';
import { aCitation, anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import type { Json } from './block-limits.ts';
import { readMessage } from './read-message.ts';
import { elementsOf, type SlackOnFakes, slackOnFakes } from './slack-on-fakes.ts';

const QUESTION = '私物のUSBメモリを使ってもいいですか';

let fakes: SlackOnFakes;
let assistant: ScriptedAssistant;

const open = async (parts: Partial<SlackConfig> = {}) => {
  fakes = await slackOnFakes(parts);
  assistant = scriptedAssistant();
  await fakes.channel.start(assistant);
};
beforeEach(() => open());
afterEach(async () => {
  await fakes.close();
  expect(fakes.slack.faults).toEqual([]);
});

describe('buttons under an answer', () => {
  const asked = async () => {
    await fakes.command(QUESTION);
    await fakes.posted();
    return fakes.slack.messages[0];
  };

  it('take thanks', async () => {
    const feedback = elementsOf(await asked()).find(({ type }) => type === 'feedback_buttons');
    await fakes.click('kitei_feedback', String((feedback?.positive_button as Json | undefined)?.value));
    await fakes.posted(2);
    expect(assistant.feedback).toEqual([
      { recordId: assistant.asked[0]?.id, asker: 'slack:T1:Uja', helpful: true },
    ]);
    expect(fakes.slack.messages[1]?.onlyFor).toBe('Uja');
  });

  it('ask why an answer did not help, and hand over what is said', async () => {
    const feedback = elementsOf(await asked()).find(({ type }) => type === 'feedback_buttons');
    await fakes.click('kitei_feedback', String((feedback?.negative_button as Json | undefined)?.value));
    await vi.waitFor(() => expect(fakes.slack.views).toHaveLength(1));
    const [view] = fakes.slack.views;
    expect(view).toMatchObject({ callback_id: 'kitei_why', private_metadata: assistant.asked[0]?.id });
    expect(JSON.stringify(view)).toContain('条項が違う');
    const submitted = await fakes.requests.interaction({
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'Uja' },
      view: {
        callback_id: 'kitei_why',
        private_metadata: assistant.asked[0]?.id,
        state: {
          values: {
            reason: { choice: { selected_option: { value: 'wrong_clause' } } },
            comment: { text: { value: '第13条では？' } },
          },
        },
      },
    });
    expect(submitted.status).toBe(200);
    await vi.waitFor(() => expect(assistant.feedback).toHaveLength(2));
    expect(assistant.feedback[1]).toEqual({
      recordId: assistant.asked[0]?.id,
      asker: 'slack:T1:Uja',
      helpful: false,
      reason: 'wrong_clause',
      comment: '第13条では？',
    });
  });

  it('say thanks where the dialog came too late', async () => {
    fakes.slack.failNext('views.open', { kind: 'error', error: 'expired_trigger_id' });
    await fakes.click('kitei_feedback', 'down:r1');
    await fakes.posted();
    expect(assistant.feedback).toHaveLength(1);
    expect(fakes.texts()[0]).toContain('ありがとうございます');
  });

  it('unfold the related clauses that everybody may read', async () => {
    const clause = (documentId: string): Clause => ({
      id: `${documentId}/2026/第13条`,
      documentId,
      documentVersion: '2026',
      label: '第13条',
      title: '持出し',
      parent: null,
      headingPath: [],
      text: '持出しの記録を付けなければならない。',
      kind: 'rule',
      modality: 'obligation',
      references: [],
      definedTerms: [],
      contentHash: 'x',
    });
    const document = (id: string, more: Partial<PolicyDocument> = {}): PolicyDocument => ({
      id,
      title: `規程 ${id}`,
      version: '2026',
      effectiveDate: null,
      language: 'ja',
      audience: null,
      owner: null,
      public: true,
      source: { path: id, sha256: '' },
      revisions: [],
      clauses: [clause(id)],
      ...more,
    });
    assistant.documents = [document('open'), document('closed', { groups: ['board'] })];
    assistant.answers = () =>
      anAnswer({
        related: ['open', 'closed', 'gone'].map((id) => aCitation({ clauseId: `${id}/2026/第13条` })),
      });
    await fakes.press(await asked(), 'kitei_related');
    await vi.waitFor(() => expect(fakes.slack.views).toHaveLength(1));
    const { text, links } = readMessage({ blocks: (fakes.slack.views[0]?.blocks ?? []) as Json[] });
    expect(text).toContain('規程 open');
    expect(text).toContain('持出しの記録を付けなければならない。');
    expect(text).not.toContain('規程 closed');
    expect(links).toEqual([`https://kitei.example.jp/policies/open/2026#${encodeURIComponent('第13条')}`]);
  });

  it('say that something failed', async () => {
    const answer = await asked();
    vi.spyOn(assistant, 'escalate').mockRejectedValue(new Error('disk full'));
    await fakes.press(answer, 'kitei_ask_person');
    await fakes.posted(2);
    expect(fakes.texts()[1]).toContain('申し訳ありません');
    expect(fakes.texts()[1]).not.toContain('disk');
  });

  it('pressed twice by one delivery count once', async () => {
    await Promise.all([1, 2].map(() => fakes.click('kitei_feedback', 'up:r1', { trigger_id: 'same' })));
    await fakes.channel.stop();
    expect(assistant.feedback).toHaveLength(1);
  });
});
