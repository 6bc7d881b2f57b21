import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { questionKey } from '../../src/assistant/approved.ts';
import type { Question } from '../../src/domain/question.ts';
import type { QuestionRecord } from '../../src/domain/question-record.ts';
import { RULE_BOOK } from '../answering/small-policy.ts';
import { aQuestion, smallService } from './small-service.ts';

type Service = Awaited<ReturnType<typeof smallService>>;
let service: Service;
beforeEach(async () => {
  service = await smallService();
});
afterEach(() => service.close());

const MAY_I = '貸与端末を庁舎の外に持ち出してもいいですか';

/** Everything that the database holds, as text. */
async function everything({ database: { db } }: Service): Promise<string> {
  const tables = await db.introspection.getTables();
  const rows = await Promise.all(
    tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db).catch(() => ({ rows: [] }))),
  );
  return JSON.stringify(rows.map((table) => table.rows));
}

describe('a question', () => {
  it('is answered and recorded with all that explains the answer', async () => {
    const question = aQuestion(MAY_I);
    const { recordId, answer, repeated } = await service.assistant.ask(question);
    expect([recordId, repeated, answer.verdict]).toEqual([question.id, false, 'allowed_conditional']);
    const record = await service.log.find(recordId);
    expect(record).toMatchObject({
      askedAt: question.askedAt,
      channel: 'slack',
      department: '市民課',
      question: MAY_I,
      language: 'ja',
      intent: 'permission',
      verdict: 'allowed_conditional',
      answer: { text: answer.text, citations: answer.citations, approver: '施設長' },
      cited: answer.citations.map(({ clauseId }) => clauseId),
      generation: 'g1',
      documents: [{ id: 'rules', version: '1' }],
      failure: null,
    });
    expect(record?.retrieved.map(({ clauseId }) => clauseId)).toContain('rules/1/2(1)');
    expect(Object.keys(record?.milliseconds ?? {})).toEqual([
      'redact',
      'read',
      'retrieve',
      'decide',
      'total',
    ]);
  });

  it('leaves nothing of a person in the database', async () => {
    await service.assistant.ask(
      aQuestion(
        '佐藤課長にマイナンバー 1234 5678 9018 を taro@example.lg.jp で送って貸与端末を持ち出していい？',
        {
          asker: 'slack:T1:USECRET',
          conversation: 'slack:T1:DSECRET',
          replyTo: { channel: 'slack', at: { channel: 'DSECRET' } },
        },
      ),
    );
    await service.assistant.giveFeedback({
      recordId: (await service.log.page({}, 1)).records[0]?.id ?? '',
      asker: 'slack:T1:USECRET',
      helpful: false,
      comment: '電話は 090-1234-5678 です',
    });
    const kept = await everything(service);
    expect(kept).toContain('[マイナンバー]');
    expect(kept).toContain('[電話番号]');
    expect(kept).not.toMatch(/佐藤|1234|taro|USECRET|DSECRET/);
  });

  it('delivered twice is one record with one answer, at once or later', async () => {
    const question = aQuestion(MAY_I);
    const [first, second] = await Promise.all([
      service.assistant.ask(question),
      service.assistant.ask(question),
    ]);
    const third = await service.assistant.ask(question);
    expect([first.repeated, second.repeated, third.repeated]).toEqual([false, true, true]);
    expect(second.answer).toEqual(first.answer);
    expect(third.answer).toMatchObject({ verdict: first.answer.verdict, citations: first.answer.citations });
    expect((await service.log.page({}, 10)).records).toHaveLength(1);
  });

  it('is read with those before it in the same conversation, also by another process', async () => {
    const first = await service.assistant.ask(aQuestion(MAY_I));
    const { recordId, answer } = await service.assistant.ask(aQuestion('それって誰の許可？'));
    expect(answer).toMatchObject({ approver: '施設長', citations: [{ clause: '2(1)' }] });
    expect(await service.log.find(recordId)).toMatchObject({ followUpOf: first.recordId });
    const elsewhere = await service.assistant.ask(
      aQuestion('それって誰の許可？', { conversation: 'slack:T1:C2' }),
    );
    expect(await service.log.find(elsewhere.recordId)).toMatchObject({ followUpOf: null });
    service.clock.now = new Date('2026-04-03T00:00:00.000Z');
    const days = await service.assistant.ask(
      aQuestion('それって誰の許可？', { askedAt: '2026-04-03T00:00:00.000Z' }),
    );
    expect(await service.log.find(days.recordId)).toMatchObject({ followUpOf: null });
  });

  it('that cannot be read is refused and leaves no record', async () => {
    await expect(service.assistant.ask(aQuestion('？？？'))).rejects.toMatchObject({
      code: 'question.invalid',
    });
    expect((await service.log.page({}, 10)).records).toEqual([]);
  });

  it('that could not be answered is recorded as failed, and answered when it comes again', async () => {
    let broken = true;
    const answering = { documents: [], clauses: [], contacts: [], generation: { id: 'g1' } };
    const { answer } = await service.assistant.ask(aQuestion(MAY_I));
    const failing = await smallService({
      answering: {
        ...answering,
        ask: () =>
          broken
            ? Promise.reject(new Error('no dictionary'))
            : Promise.resolve({
                answer,
                trace: { intent: 'permission', followsUp: false, retrieved: [], milliseconds: {} },
              }),
      },
    });
    const question = aQuestion(MAY_I);
    await expect(failing.assistant.ask(question)).rejects.toThrow('no dictionary');
    expect(await failing.log.find(question.id)).toMatchObject({
      verdict: 'failed',
      failure: 'unexpected',
      answer: null,
    });
    broken = false;
    expect((await failing.assistant.ask(question)).answer).toEqual(answer);
    await failing.close();
  });

  it('is answered while the log does not work, and the failure is told without a word of the question', async () => {
    const broken = () => Promise.reject(new Error(`disk full, was writing ${MAY_I}`));
    const { log } = service;
    const failing = await smallService({
      log: { ...log, append: broken, find: broken, conversation: broken },
    });
    const { answer } = await failing.assistant.ask(aQuestion(MAY_I));
    expect(answer.verdict).toBe('allowed_conditional');
    expect(failing.warnings.length).toBeGreaterThan(0);
    expect(failing.warnings.join()).toContain('disk full');
    expect(failing.warnings.join()).not.toContain('貸与端末');
    await failing.close();
  });
});

describe('suggestions', () => {
  it('are what several people asked of late, then rules of the policy that Kitei answers from', async () => {
    for (const [asker, text] of [
      ['a', MAY_I],
      ['b', `${MAY_I}？`],
      ['a', '席を離れるとき画面はそのままでいい？'],
      ['a', '席を離れるとき画面はそのままでいい？'],
    ] as const) {
      await service.assistant.ask(aQuestion(text, { asker, conversation: null }));
    }
    const suggestions = await service.assistant.suggestions('ja');
    expect(suggestions.length).toBeLessThanOrEqual(4);
    expect(suggestions).not.toContain('席を離れるとき画面はそのままでいい？');
    expect(suggestions.filter((suggestion) => suggestion.startsWith(MAY_I))).toHaveLength(1);
    for (const suggestion of suggestions) {
      const { answer } = await service.assistant.ask(aQuestion(suggestion, { conversation: null }));
      expect(answer.citations.length).toBeGreaterThan(0);
    }
  });
});

it('records hold the beginnings of related clauses, not all of them', async () => {
  const { recordId } = await service.assistant.ask(aQuestion('端末について教えて'));
  const record = (await service.log.find(recordId)) as QuestionRecord;
  for (const { quote, start, end } of record.answer?.related ?? []) {
    expect(quote.length).toBeLessThanOrEqual(60);
    expect(end - start).toBe(quote.length);
  }
});

describe('a document kept to a group', () => {
  const rules = { ...RULE_BOOK, groups: ['insiders'] };
  const asking = (question: Partial<Question>) =>
    service.assistant.ask(aQuestion(MAY_I, { asker: 'slack:T1:U7', conversation: null, ...question }));

  it('answers its members where nobody else reads the answer', async () => {
    const groups: (readonly string[])[] = [];
    const noting = await smallService({
      answering: {
        documents: [rules],
        clauses: rules.clauses,
        contacts: [],
        generation: { id: 'g1' },
        ask: async (request) => {
          groups.push(request.groups);
          throw new Error('enough');
        },
      },
    });
    for (const question of [
      { asker: 'slack:T1:U7', confidential: true },
      { asker: 'slack:T1:U7' },
      { asker: 'slack:T1:U8', confidential: true },
      { asker: null, confidential: true },
      { asker: 'slack:T1:U8', confidential: true, groups: ['insiders'] },
      { asker: 'slack:T1:U8', groups: ['insiders'] },
    ]) {
      await noting.assistant.ask(aQuestion(MAY_I, question)).catch(() => {});
    }
    expect(groups).toEqual([['insiders'], [], [], [], ['insiders'], []]);
    await noting.close();
  });

  it('keeps approved answers that rest on it to them', async () => {
    const { answer } = await asking({});
    const [citation] = answer.citations;
    const clause = rules.clauses.find(({ id }) => id === citation?.clauseId);
    await service.approved.propose({
      id: 'p',
      recordId: null,
      question: MAY_I,
      key: questionKey(MAY_I),
      language: 'ja',
      verdict: 'allowed_conditional',
      text: '内部の回答',
      pins: [{ clauseId: clause?.id ?? '', contentHash: clause?.contentHash ?? '', start: 0, end: 5 }],
      createdAt: '2026-04-01T00:00:00.000Z',
      by: 'expert',
    });
    await service.approved.decide('p', 'approved', 'trainer');
    await service.serve(rules);
    expect((await asking({ confidential: true })).answer.text).toBe('内部の回答');
    expect((await asking({})).answer.text).not.toBe('内部の回答');
    expect((await asking({ asker: 'slack:T1:U8', confidential: true })).answer.text).not.toBe('内部の回答');
    // The same message again, this time to be shown to others.
    const first = await asking({ id: 'shared', confidential: true });
    expect(first.answer.text).toBe('内部の回答');
    expect((await asking({ id: 'shared', confidential: true })).answer.text).toBe('内部の回答');
    expect((await asking({ id: 'shared' })).answer.text).not.toBe('内部の回答');
    expect(await service.approved.list('suspended')).toEqual([]);
    expect(await service.assistant.suggestions('ja')).toEqual([]);
  });
});
