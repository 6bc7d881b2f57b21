import { describe, expect, it } from 'vitest';
import { answerQuestion } from '../../src/answering/answer-question.ts';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import { readQuestion } from '../../src/answering/question-reading.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';
import { documentOf } from './small-policy.ts';

const POLICY = documentOf([
  ['1', null, 'パスワード', '職員は、パスワードについて、次に掲げる事項を守らなければならない。'],
  ['1⑴', '1', '', '１２文字以上とし、他のサービスで使用しているものを使い回さないこと。'],
  ['2', null, '生成ＡＩ', '職員は、生成ＡＩに重要情報を入力してはならない。'],
  ['3', null, '記録媒体', '職員は、私物のＵＳＢメモリを業務に利用してはならない。'],
  ['4', null, '施錠', '最後に退庁する職員は、執務室を施錠しなければならない。'],
]);

async function ask(question: string, policy = POLICY) {
  const index = await buildSearchIndex(policy.clauses, { vocabulary: await sharedVocabulary() });
  const sources = { index, tree: new ClauseTree([policy]), contacts: [], generation: 'test' };
  return (await answerQuestion(question, [], sources)).answer;
}

describe('what a question without a verb wants', () => {
  it.each([
    'パスワードの桁数は？',
    'パスワードは何文字以上？',
    '私物端末の許可は何年有効？',
    'USBメモリの返却期限',
    'password length',
  ])('is to know what rules it: %s', (question) => {
    const language = /[a-z]{5}/.test(question) ? 'en' : 'ja';
    expect(readQuestion(question, language).intent).toBe('information');
  });

  it.each([
    'トランクに入れて鍵かけとけば大丈夫？',
    '立ち会ってくれればアリ？',
    'これ違反？',
    '家でやりたい',
    '電話するのは',
  ])('is leave where it judges or plans: %s', (question) =>
    expect(readQuestion(question, 'ja').intent).toBe('permission'),
  );

  it('never bans a quantity', async () => {
    const answer = await ask('パスワードは何文字以上？');
    expect(answer).toMatchObject({ verdict: 'informational' });
    expect(answer.citations[0]?.quote).toContain('１２文字以上');
  });
});

describe('a ban on one thing', () => {
  it.each([
    ['生成AIに重要情報を入力していいですか', 'not_allowed'],
    ['生成AIは使えますか', 'needs_person'],
    ['私物のUSBメモリを業務に利用していいですか', 'not_allowed'],
    ['USBメモリを業務に利用していいですか', 'needs_person'],
  ])('does not reach beyond it: %s → %s', async (question, verdict) => {
    expect((await ask(question)).verdict).toBe(verdict);
  });
});

describe('a duty that is not what the question proposes', () => {
  const RULES = documentOf([
    [
      '1',
      null,
      '感染',
      'ウイルスに感染した疑いがあるときは、直ちに通信ケーブルを抜き、電源を入れたままにしなければならない。',
    ],
    ['2', null, '施錠', '最後に退庁する職員は、執務室を施錠しなければならない。'],
  ]);
  it.each([
    ['ウイルスに感染したかもしれない、電源は切るべき？', false],
    ['最後に退庁するときは執務室を施錠しなければなりませんか', true],
  ])('is told, and affirmed only where it was asked for: %s', async (question, affirmed) => {
    const answer = await ask(question, RULES);
    expect(answer.verdict).toBe('required');
    expect(answer.text.startsWith('必要です')).toBe(affirmed);
  });
});

describe('telling somebody something', () => {
  const policy = documentOf([
    ['1', null, 'パスワード', '職員等は、パスワードについて、次に掲げる事項を守らなければならない。'],
    ['1⑴', '1', '', '他人に教え、又は他人が見ることのできる場所に掲示しないこと。'],
    [
      '2',
      null,
      '初期設定',
      '職員等は、最初に付与されたパスワードを、初めて利用するときに変更しなければならない。',
    ],
  ]);

  it.each([
    '管理者にパスワードを教えてもいいですか',
    '同僚にパスワード教えていいですか',
    '管理者にパスワードを教えてはいけませんか',
  ])('is what is asked about, not a way of asking: %s', async (question) => {
    const answer = await ask(question, policy);
    expect(answer.citations.map(({ quote }) => quote).join()).toContain('他人に教え');
    expect(answer.verdict).toBe('not_allowed');
  });

  it('is a way of asking elsewhere', async () => {
    const answer = await ask('パスワードの変更について教えてください', policy);
    expect(answer.citations[0]?.quote).toContain('変更しなければならない');
  });
});
