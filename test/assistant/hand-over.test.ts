import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentOf, type Row, RULE_BOOK } from '../answering/small-policy.ts';
import { aQuestion, smallService } from './small-service.ts';

let service: Awaited<ReturnType<typeof smallService>>;
beforeEach(async () => {
  service = await smallService();
});
afterEach(() => service.close());

const MAY_I = '貸与端末を庁舎の外に持ち出してもいいですか';

/** Takes the escalation out of the outbox as a channel would, and says that it was posted in a thread. */
async function posted(thread: string) {
  const [notice] = await service.outbox.take('slack', 1, 1_000);
  if (notice === undefined) throw new Error('nothing waits');
  await service.outbox.settle(notice.key, { outcome: 'sent', thread });
  return notice;
}

describe('handing a question to a person', () => {
  it('reaches the owner once, and the reply reaches the asker once', async () => {
    const { recordId, answer } = await service.assistant.ask(aQuestion(MAY_I));
    expect(await service.assistant.escalate(recordId)).toBe('sent');
    expect(await service.assistant.escalate(recordId)).toBe('known');
    const notice = await posted('C0OWNER:9.9');
    expect(notice).toMatchObject({
      to: { channel: 'slack', at: { teamId: 'T1', owner: 'C0OWNER' } },
      content: { kind: 'escalation', question: MAY_I, answer: answer.text, contact: '情報係' },
    });
    expect(await service.log.find(recordId)).toMatchObject({
      escalation: { contact: 'desk', status: 'sent' },
    });

    const reply = { channel: 'slack', thread: 'C0OWNER:9.9', messageId: 'm1' } as const;
    const text = '可能です。鈴木係長（090-1234-5678）へ連絡を。';
    expect(await service.assistant.expertReplied({ ...reply, text })).toBe(true);
    expect(await service.assistant.expertReplied({ ...reply, text })).toBe(true);
    const relayed = await service.outbox.take('slack', 10, 1_000);
    expect(relayed).toMatchObject([
      {
        to: { at: { channel: 'C1', threadTs: '1.1' } },
        content: { kind: 'expert_reply', recordId, reply: '可能です。[氏名]係長（[電話番号]）へ連絡を。' },
      },
    ]);
    expect(await service.log.find(recordId)).toMatchObject({ escalation: { status: 'answered' } });
    expect(await service.approved.list('proposed')).toMatchObject([{ question: MAY_I, pins: [{}] }]);
  });

  it('says why it cannot', async () => {
    expect(await service.assistant.escalate('none')).toBe('unknown');
    const { recordId } = await service.assistant.ask(aQuestion(MAY_I, { channel: 'teams' }));
    expect(await service.assistant.escalate(recordId)).toBe('no_contact');
    const elsewhere = { channel: 'slack', thread: 'C9:1', messageId: 'm', text: 'hello' } as const;
    expect(await service.assistant.expertReplied(elsewhere)).toBe(false);
  });
});

describe('an approved answer', () => {
  async function approve() {
    const { recordId } = await service.assistant.ask(aQuestion(MAY_I));
    await service.assistant.escalate(recordId);
    await posted('t');
    await service.assistant.expertReplied({
      channel: 'slack',
      thread: 't',
      messageId: 'm',
      text: '許可があれば可。',
    });
    const [proposal] = await service.approved.list('proposed');
    await service.approved.decide(proposal?.id ?? '', 'approved', 'trainer');
  }

  it('is given for the same question, however it is punctuated, with its clauses quoted', async () => {
    await approve();
    const { answer } = await service.assistant.ask(aQuestion(`${MAY_I}？`, { conversation: null }));
    expect(answer).toMatchObject({
      approved: true,
      text: '許可があれば可。',
      verdict: 'allowed_conditional',
    });
    const clause = RULE_BOOK.clauses.find(({ label }) => label === '2(1)');
    const [citation] = answer.citations;
    expect(clause?.text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
    const other = await service.assistant.ask(
      aQuestion('席を離れるとき施錠が必要ですか', { conversation: null }),
    );
    expect(other.answer.approved).toBeUndefined();
  });

  it('outlives a new version that leaves its clauses as they were', async () => {
    await approve();
    const clauses = RULE_BOOK.clauses.map((clause) => ({
      ...clause,
      id: clause.id.replace('rules/1/', 'rules/2/'),
      documentVersion: '2',
    }));
    await service.serve({ ...RULE_BOOK, version: '2', clauses });
    const { answer } = await service.assistant.ask(aQuestion(MAY_I, { conversation: null }));
    expect(answer).toMatchObject({ approved: true, citations: [{ clauseId: 'rules/2/2(1)', version: '2' }] });
    expect(await service.approved.list('suspended')).toEqual([]);
  });

  it('of a document that was kept to a group since is not given to others', async () => {
    await approve();
    const clauses = RULE_BOOK.clauses.map((clause) => ({
      ...clause,
      id: clause.id.replace('rules/1/', 'rules/2/'),
      documentVersion: '2',
    }));
    await service.serve({ ...RULE_BOOK, version: '2', clauses, groups: ['insiders'] });
    const { answer } = await service.assistant.ask(aQuestion(MAY_I, { conversation: null }));
    expect(answer.approved).toBeUndefined();
  });

  it('is suspended by itself when a clause that it rests on changes', async () => {
    await approve();
    const rows = RULE_BOOK.clauses.map(({ label, parent, title, text, kind }): Row => {
      return [label, parent, title, label === '2(1)' ? text.replace('施設長', '部長') : text, kind];
    });
    await service.serve(documentOf(rows));
    const { answer } = await service.assistant.ask(aQuestion(MAY_I, { conversation: null }));
    expect(answer).toMatchObject({ approver: '部長' });
    expect(answer.approved).toBeUndefined();
    expect(await service.approved.list('suspended')).toMatchObject([
      { reason: expect.stringContaining('g2') },
    ]);
  });
});
