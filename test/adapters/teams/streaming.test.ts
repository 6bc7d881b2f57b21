import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../src/domain/answer.ts';
import type { AskProgress } from '../../../src/domain/assistant.ts';
import { anAnswer, type ScriptedAssistant, scriptedAssistant } from '../scripted-assistant.ts';
import { TENANT } from './fake-teams.ts';
import { TeamsHarness } from './teams-harness.ts';

const FIRST = '私物のUSBメモリは使えません。';
const SECOND = '業務には貸与品を使ってください。';
const PATIENCE = { timeout: 15_000, interval: 20 };

describe('an answer that is streamed to Teams', { timeout: 40_000 }, () => {
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
    expect(teams.fake.faults).toEqual([]);
  });
  const writes = (script: (progress: AskProgress) => Promise<void> | void, outcome: Partial<Answer> = {}) => {
    const ask = assistant.ask.bind(assistant);
    assistant.answers = () =>
      anAnswer({ text: FIRST + SECOND, writer: 'model', ...outcome } as Partial<Answer>);
    assistant.ask = async (question, progress) => {
      if (progress !== undefined) await script(progress);
      return ask(question);
    };
  };
  const shows = (text: string) =>
    vi.waitFor(() => expect(teams.fake.streams.some((one) => one.text.includes(text))).toBe(true), PATIENCE);
  const first = async (progress: AskProgress) => {
    progress.onText(FIRST);
    await shows(FIRST);
  };
  /** The answer, once everything is done. */
  const answered = async (text = '質問です') => {
    await teams.sendQuestion(text);
    await teams.channel.stop();
    expect(teams.posts().filter(({ unfinished }) => unfinished)).toEqual([]);
    return teams.fake.arrived.map(({ body }) => body);
  };
  const inStream = (body: { entities?: { type: string }[] }) =>
    (body.entities ?? []).find(({ type }) => type === 'streaminfo');

  it('is a stream on the wire: informative, rising sequence, the whole text each time, an end without a number', async () => {
    writes(async (progress) => {
      await first(progress);
      progress.onText(FIRST + SECOND);
      await shows(SECOND);
    });
    const [body, ...more] = await answered();
    expect(more).toEqual([]);
    const [stream] = teams.fake.streams;
    expect(teams.fake.typing.map(({ body: sent }) => [sent.text, inStream(sent)])).toEqual([
      ['規程を確かめています…', { type: 'streaminfo', streamType: 'informative', streamSequence: 1 }],
      [FIRST, { type: 'streaminfo', streamType: 'streaming', streamSequence: 2, streamId: stream?.id }],
      [
        FIRST + SECOND,
        { type: 'streaminfo', streamType: 'streaming', streamSequence: 3, streamId: stream?.id },
      ],
    ]);
    expect(inStream(body)).toEqual({ type: 'streaminfo', streamType: 'final', streamId: stream?.id });
    expect(body.text).toBe(`${FIRST}${SECOND} [1]`);
    expect(body.attachments).toHaveLength(1);
    const roots = body.entities.filter(({ type }: { type: string }) => type !== 'streaminfo');
    expect(roots).toMatchObject([
      {
        type: 'https://schema.org/Message',
        additionalType: ['AIGeneratedContent'],
        citation: [{ position: 1 }],
      },
    ]);
    expect(body.channelData).toEqual({ feedbackLoop: { type: 'custom' } });
    for (const { body: sent } of teams.fake.typing) expect(sent.attachments).toBeUndefined();
  });

  it('sends no more than a request a second, however fast it is written', async () => {
    writes(async (progress) => {
      let text = '';
      for (let n = 0; n < 40; n++) {
        text += `${n}番目の文です。`;
        progress.onText(text);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    await answered();
    const times = teams.fake.typing.map(({ at }) => at);
    expect(times.length).toBeGreaterThan(1);
    expect(times.length).toBeLessThan(5);
  });

  it('shows that it is being worked on where it takes long, and ends there, model or not', async () => {
    writes(() => new Promise((resolve) => setTimeout(resolve, 800)), {
      writer: undefined,
    } as unknown as Partial<Answer>);
    const [body, ...more] = await answered();
    expect(more).toEqual([]);
    expect(teams.fake.typing.map(({ body: sent }) => inStream(sent))).toMatchObject([
      { streamType: 'informative' },
    ]);
    expect(inStream(body)).toMatchObject({ streamType: 'final' });
    expect(body.entities.some((one: object) => 'additionalType' in one)).toBe(false);
  });

  it.each([
    ['groupChat', '19:chat@thread.v2'],
    ['channel', '19:general@thread.tacv2;messageid=1600000000001'],
  ])('is not streamed in a %s, where typing is shown instead', async (conversationType, id) => {
    writes(async (progress) => {
      progress.onText(FIRST);
      await vi.waitFor(() => expect(teams.fake.typing).toHaveLength(1), PATIENCE);
    });
    await teams.post(
      teams.activity({ text: '質問です', conversation: { id, conversationType, tenantId: TENANT } }),
    );
    await teams.channel.stop();
    expect(teams.fake.streamRequests).toBe(0);
    expect(teams.fake.typing.map(({ body }) => [body.text, body.entities])).toEqual([[undefined, undefined]]);
    expect(teams.fake.arrived).toHaveLength(1);
    expect(inStream(teams.fake.arrived[0]?.body)).toBeUndefined();
  });

  it('is the only stream of its chat: a second question meanwhile is answered in one piece', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let questions = 0;
    writes(async (progress) => {
      if (++questions > 1) return progress.onText(FIRST);
      await first(progress);
      await held;
    });
    await teams.sendQuestion('一つ目の質問です');
    await shows(FIRST);
    await teams.sendQuestion('二つ目の質問です');
    await vi.waitFor(() => expect(teams.fake.arrived).toHaveLength(1), PATIENCE);
    expect(inStream(teams.fake.arrived[0]?.body)).toBeUndefined();
    release();
    await teams.channel.stop();
    expect(teams.fake.arrived).toHaveLength(2);
    expect(teams.fake.streams).toHaveLength(1);
    expect(teams.fake.streamRefusals).toBe(0);
  });

  it('shows typing where this Teams takes no streams, which it is not asked for again soon', async () => {
    teams.fake.streamsAllowed = false;
    writes(async (progress) => {
      progress.onText(FIRST);
      await vi.waitFor(() => expect(teams.fake.typing.length).toBeGreaterThan(0), PATIENCE);
    });
    await teams.sendQuestion('一つ目の質問です');
    await vi.waitFor(() => expect(teams.fake.arrived).toHaveLength(1), PATIENCE);
    const bodies = await answered('二つ目の質問です');
    expect(bodies).toHaveLength(2);
    for (const body of bodies) {
      expect(inStream(body)).toBeUndefined();
      expect(body.text).toContain(FIRST + SECOND);
    }
    expect(teams.fake.typing[0]?.body.entities).toBeUndefined();
    expect(teams.fake.streamRequests).toBe(1);
  });

  it('that Teams ends for its length is completed by a change of the same message', async () => {
    teams.fake.longestStreamMs = 2_000;
    writes(async (progress) => {
      await first(progress);
      await new Promise((resolve) => setTimeout(resolve, 2_500));
    });
    const [body, ...more] = await answered();
    expect(more).toEqual([]);
    expect(teams.fake.arrived[0]?.id).toBe(teams.fake.streams[0]?.id);
    expect(body.attachments).toHaveLength(1);
    expect(body.text).toContain(FIRST + SECOND);
  });

  it('that may not be changed is taken away, and the answer sent anew', async () => {
    teams.fake.changeMeetings.push(405);
    writes(first, { text: SECOND });
    const bodies = await answered();
    expect(bodies).toHaveLength(1);
    expect(bodies[0].text).toContain(SECOND);
    expect(bodies[0].text).not.toContain(FIRST);
  });

  it('is changed again where nobody knows whether it was, and never sent twice', async () => {
    teams.fake.changeMeetings.push(502, 504);
    writes(first, { text: SECOND });
    const bodies = await answered();
    expect(bodies).toHaveLength(1);
    expect(bodies[0].text).toContain(SECOND);
  });

  it('whose end may have arrived is not sent anew, though it can be neither changed nor taken away', async () => {
    writes(first);
    await teams.sendQuestion('質問です');
    await shows(FIRST);
    teams.fake.streamMeetings.push('take and drop');
    teams.fake.changeMeetings.push(405, 405);
    await teams.channel.stop();
    expect(teams.fake.arrived.map(({ id }) => id)).toEqual([teams.fake.streams[0]?.id]);
    expect(teams.fake.arrived[0]?.body.text).toContain(FIRST + SECOND);
    expect(teams.warnings.join()).toContain('could not be completed');
  });

  it.each([400, 413])('goes without a card where Teams finds it wrong (%s)', async (status) => {
    writes(first);
    await teams.sendQuestion('質問です');
    await shows(FIRST);
    teams.fake.streamMeetings.push(status);
    teams.fake.changeMeetings.push(status);
    await teams.channel.stop();
    expect(teams.fake.arrived).toHaveLength(1);
    expect(teams.fake.arrived[0]?.body.attachments).toBeUndefined();
    expect(teams.fake.arrived[0]?.body.text).toContain('× 認められません');
  });

  it('puts the contact first where something must be reported now', async () => {
    writes(first, { urgent: true });
    const [body, ...more] = await answered();
    expect(more).toEqual([]);
    expect(body.text.startsWith('**')).toBe(true);
  });
});
