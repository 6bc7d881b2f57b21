import { afterEach, beforeEach, expect, it } from 'vitest';
import { queueCorrections } from '../../src/assistant/corrections.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Flip } from '../../src/domain/rehearsal.ts';
import { aQuestion, smallService } from './small-service.ts';

let service: Awaited<ReturnType<typeof smallService>>;
beforeEach(async () => {
  service = await smallService();
});
afterEach(() => service.close());

const MAY_I = '貸与端末を庁舎の外に持ち出してもいいですか';
const parts = () => ({ ...service, now: () => service.clock.now });

async function flipOf(...askers: (string | null)[]): Promise<Flip> {
  const ids: string[] = [];
  let before: Answer | undefined;
  for (const asker of askers) {
    const question = aQuestion(MAY_I, {
      asker,
      conversation: null,
      replyTo: asker === 'unreachable' ? null : { channel: 'slack', at: { channel: `D-${asker}` } },
    });
    before = (await service.assistant.ask(question)).answer;
    ids.push(question.id);
  }
  if (before === undefined) throw new Error('nobody asked');
  const after = { ...before, verdict: 'not_allowed', text: '認められません。' } as Answer;
  return { question: MAY_I, source: 'log', aspects: ['verdict'], before, after, ids, people: askers.length };
}

it('tells each person once, where the question was asked last', async () => {
  const flip = await flipOf('a', 'b', 'a', null, 'unreachable');
  expect(await queueCorrections([flip], 'g2', parts())).toEqual({ queued: 2, unreachable: 1 });
  expect(await queueCorrections([flip], 'g2', parts())).toEqual({ queued: 0, unreachable: 1 });
  const notices = await service.outbox.take('slack', 10, 1_000);
  expect(notices.map(({ to }) => to.at.channel).sort()).toEqual(['D-a', 'D-b']);
  expect(notices[0]?.content).toMatchObject({
    kind: 'correction',
    question: MAY_I,
    before: flip.before.text,
    now: '認められません。',
  });
  expect(notices.map(({ content }) => content.recordId)).toContain(flip.ids[2]);
});

it('leaves those alone who were told the new answer already, or nothing that changed', async () => {
  const flip = await flipOf('a', 'b');
  const told = { ...flip, after: { ...flip.after, verdict: flip.before.verdict } as Answer };
  expect(await queueCorrections([told], 'g2', parts())).toEqual({ queued: 0, unreachable: 0 });
  const golden = { ...flip, source: 'golden' } as const;
  const elsewhere = { ...flip, aspects: ['clause'] } as const;
  expect(await queueCorrections([golden, elsewhere], 'g2', parts())).toEqual({
    queued: 0,
    unreachable: 0,
  });
});
