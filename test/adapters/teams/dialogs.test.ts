import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KiteiError } from '../../../src/errors.ts';
import { answerTo, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { TENANT } from './fake-teams.ts';
import { TeamsHarness } from './teams-harness.ts';

let teams: TeamsHarness;
let assistant: ScriptedAssistant;
beforeEach(async () => {
  teams = await TeamsHarness.open();
  assistant = scriptedAssistant();
  await teams.channel.start(assistant);
});
afterEach(async () => {
  await teams.channel.stop();
  await teams.close();
});

describe('"ask about this"', () => {
  const about = (content: string, contentType = 'html') => ({
    commandId: 'askAboutThis',
    commandContext: 'message',
    messagePayload: { id: '17', body: { contentType, content } },
  });

  it('answers about a message in a dialog of one person', async () => {
    const { body } = await teams.invoke(
      'composeExtension/fetchTask',
      about('<div><p>私物の<b>USB</b>を使っても</p><p>いいですか&amp;?</p></div>'),
    );
    expect(assistant.asked[0]).toMatchObject({
      text: '私物のUSBを使っても\nいいですか&?',
      confidential: true,
      conversation: null,
    });
    expect(JSON.stringify(body.task.value.card)).toContain('× 認められません');
    expect(JSON.stringify(body.task.value.card)).toContain('への回答です。');
    await teams.channel.stop();
    expect(teams.fake.attempts).toBe(0);
  });

  it('can be followed by handing the question over, within the dialog', async () => {
    const asked = await teams.invoke('composeExtension/fetchTask', about('質問です', 'text'));
    const { data } = asked.body.task.value.card.content.actions.at(-1);
    const { body } = await teams.invoke('composeExtension/submitAction', { commandId: 'askAboutThis', data });
    expect(assistant.escalated).toEqual([assistant.asked[0]?.id]);
    expect(body.task).toEqual({ type: 'message', value: expect.stringContaining('担当者に送りました') });
  });

  it('asks for a question where a message has none, and answers that', async () => {
    const { body } = await teams.invoke('composeExtension/fetchTask', about('<img src="x">'));
    expect(JSON.stringify(body.task.value.card)).toContain('Input.Text');
    const answer = await teams.invoke('composeExtension/submitAction', {
      data: { kitei: 'ask', question: '持ち帰れますか' },
    });
    expect(JSON.stringify(answer.body)).toContain(answerTo('持ち帰れますか'));
  });

  it('says what is wrong with a question, with the question to be shortened', async () => {
    assistant.answers = () => {
      throw new KiteiError('question.invalid', '長すぎます。', '一文で書いてください。');
    };
    const { body } = await teams.invoke('composeExtension/fetchTask', about('長い質問'));
    expect(JSON.stringify(body)).toContain('長すぎます。');
    expect(JSON.stringify(body)).toContain('長い質問');
  });
});

describe('departments', () => {
  it('are looked up only where that is configured, and their absence keeps nobody from an answer', async () => {
    await teams.sendQuestion('質問です');
    await vi.waitFor(() => expect(teams.posts()).toHaveLength(1));
    expect(assistant.asked[0]?.department).toBeNull();
    const asked = scriptedAssistant();
    const departments = ['総務課', new Error('directory is down')];
    const other = await TeamsHarness.open({
      departmentOf: async (person) => {
        expect(person).toEqual({ tenantId: TENANT, objectId: '33333333-3333-4333-8333-333333333333' });
        const department = departments.shift();
        if (typeof department !== 'string') throw department;
        return department;
      },
    });
    await other.channel.start(asked);
    await other.sendQuestion('質問です');
    await vi.waitFor(() => expect(other.posts()).toHaveLength(1));
    await other.sendQuestion('質問です');
    await other.channel.stop();
    expect(asked.asked.map(({ department }) => department)).toEqual(['総務課', null]);
    expect(other.posts()).toHaveLength(2);
    await other.close();
  });
});
