import { expect, it, onTestFinished } from 'vitest';
import type { Channel } from '../adapters/channel.ts';
import { startNoticeDispatcher } from '../adapters/notice-dispatcher.ts';
import { readConfig } from '../src/config.ts';
import type { Notice } from '../src/domain/outbox.ts';
import { publishedDocuments } from '../src/indexing/published-documents.ts';
import { publish } from '../src/publish.ts';
import { diffKnowledge } from '../src/revision/diff-knowledge.ts';
import { createService } from '../src/service.ts';
import { aQuestion } from './assistant/small-service.ts';
import { folderWith, temporaryFolder, writeFiles } from './indexing/samples.ts';
import { AFTER, BEFORE, EDITS } from './revision/ten-edits.ts';

// One revision from the diff to the last notice: ten edits, and a log in which each edit met somebody, or nobody.

const COPY = '文書を複写してもいいですか';
const TRAINING = '文書の取扱いに関する研修は必須ですか';
const BURN = '文書を焼却炉で焼却して廃棄してもいいですか';
const CARRY = '文書を倉庫から運び出してもいいですか';

/** Who asked what; whether that person's answer turns over, and whether a clause it cites changes in substance. */
const LOG: readonly {
  readonly who: string;
  readonly question: string;
  readonly told: boolean;
  readonly flagged: string | null;
}[] = [
  { who: 'anna', question: COPY, told: true, flagged: '第5条' },
  { who: 'anna', question: COPY, told: false, flagged: '第5条' },
  { who: 'ben', question: COPY, told: true, flagged: '第5条' },
  { who: 'fumi, who wants no notices', question: COPY, told: false, flagged: '第5条' },
  { who: 'chie', question: TRAINING, told: true, flagged: '第11条第1項' },
  { who: 'dai', question: BURN, told: true, flagged: '第8条第3号' },
  { who: 'eri', question: CARRY, told: true, flagged: null },
  // A typo, an exception that leaves the verdict, another limit: other words, the same verdict.
  { who: 'kei', question: '文書を作成するとき様式によらなければなりませんか', told: false, flagged: '第3条' },
  { who: 'iku', question: '文書を庁舎の外へ持ち出してもいいですか', told: false, flagged: '第6条' },
  { who: 'jun', question: '回覧された文書は何日以内に次の者へ回しますか', told: false, flagged: '第7条' },
  // Split in the same words, only renumbered, and not touched at all.
  { who: 'hana', question: '廃棄した文書の件名を記録する必要がありますか', told: false, flagged: null },
  { who: 'lucy', question: '書庫の点検は必要ですか', told: false, flagged: null },
  {
    who: 'gen',
    question: '文書を施錠できる書庫に保管しなければなりませんか',
    told: false,
    flagged: null,
  },
];

it('gives exactly the rows, the flips, the notices and the flags that were seeded', async () => {
  const knowledgeDir = await folderWith({ 'rules.md': BEFORE });
  const config = readConfig({}, { knowledgeDir, dataDir: await temporaryFolder() });
  const service = await createService(config);
  onTestFinished(() => service.close());
  const { stores, assistant } = service;
  const asked: { id: string; entry: (typeof LOG)[number] }[] = [];
  for (const [nth, entry] of LOG.entries()) {
    const { recordId } = await assistant.ask(
      aQuestion(entry.question, {
        asker: entry.who,
        conversation: null,
        askedAt: new Date(Date.now() - (LOG.length - nth) * 1_000).toISOString(),
        replyTo: { channel: 'slack', at: { channel: entry.who } },
      }),
    );
    asked.push({ id: recordId, entry });
  }
  const before = (await publishedDocuments(config)) ?? [];
  await writeFiles(knowledgeDir, { 'rules.md': AFTER });

  const publishing = { config, stores, by: 'admin', days: 30, override: null };
  const rehearsed = await publish({ ...publishing, rehearseOnly: true, acknowledged: false });
  const flips = rehearsed.rehearsal?.flips ?? [];
  const turned = flips.filter(({ aspects }) => aspects.some((aspect) => aspect !== 'clause'));
  expect(turned.map(({ question, people }) => [question, people])).toEqual([
    [COPY, 3],
    [TRAINING, 1],
    [BURN, 1],
    [CARRY, 1],
  ]);
  expect(turned.map(({ before, after }) => [before.verdict, after.verdict])).toEqual([
    ['allowed_conditional', 'allowed_conditional'],
    ['required', 'applies'],
    ['required', 'not_stated'],
    ['not_stated', 'not_allowed'],
  ]);
  expect(turned[0]).toMatchObject({ aspects: ['approver'], before: { approver: '課長' } });
  expect(turned[0]?.after.approver).toBe('部長');
  await expect(publish({ ...publishing, rehearseOnly: false, acknowledged: false })).rejects.toMatchObject({
    code: 'publication.refused',
  });

  await publish({ ...publishing, rehearseOnly: false, acknowledged: true });
  await publish({ ...publishing, rehearseOnly: false, acknowledged: true });
  const after = (await publishedDocuments(config)) ?? [];
  const rows = diffKnowledge(before, after).flatMap(({ changes }) => changes);
  const labels = (sides: readonly { readonly label: string }[]) => sides.map(({ label }) => label).join(' ');
  expect(rows).toHaveLength(10);
  expect(rows.map((row) => [row.kind, labels(row.before), labels(row.after)].join('|')).sort()).toEqual(
    EDITS.map(([, , [kind, old, now]]) => [kind, old, now].join('|')).sort(),
  );

  const sent: Notice[] = [];
  const channel: Channel = {
    name: 'slack',
    routes: [],
    start: async () => {},
    stop: async () => {},
    // As the channels do: whoever wants no notices gets none, and it counts as settled.
    async deliver(notice) {
      if (!String(notice.to.at.channel).includes('no notices')) sent.push(notice);
      return { outcome: 'sent', thread: null };
    },
  };
  for (const _ of [1, 2]) {
    const dispatcher = startNoticeDispatcher(stores.outbox, [channel], () => {});
    await dispatcher.sendDue();
    await dispatcher.stop();
  }
  expect(sent.map(({ to, content }) => [to.at.channel, content.kind].join(': ')).sort()).toEqual(
    LOG.filter(({ told }) => told)
      .map(({ who }) => `${who}: correction`)
      .sort(),
  );

  for (const { id, entry } of asked) {
    const flagged = (await stores.log.find(id))?.outdated?.map(({ clause }) => clause) ?? [];
    expect([entry.who, ...flagged]).toEqual([entry.who, ...(entry.flagged === null ? [] : [entry.flagged])]);
  }
  const { records } = await stores.log.page({ outdated: true }, 100);
  expect(records.map(({ id }) => id).sort()).toEqual(
    asked
      .filter(({ entry }) => entry.flagged !== null)
      .map(({ id }) => id)
      .sort(),
  );
});
