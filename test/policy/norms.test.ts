import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readModality } from '../../src/policy/modality.ts';
import { readNorms } from '../../src/policy/norms.ts';
import { splitSentences } from '../../src/policy/sentences.ts';

const read = (text: string, language: 'ja' | 'en') => readNorms(text, language).map((norm) => norm.force);

describe('the force of a Japanese sentence', () => {
  it.each([
    ['職員は、端末を庁外へ持ち出してはならない。', 'prohibition'],
    ['録音した音声を第三者に渡すことを禁止する。', 'prohibition'],
    ['勤務時間中の私的な閲覧は認めない。', 'prohibition'],
    ['職員は、退庁するときは施錠しなければならない。', 'obligation'],
    ['貸出簿に記入すること。', 'obligation'],
    ['課長の許可なく機器を接続してはならない。', 'conditional'],
    ['あらかじめ課長の承認を得た場合を除き、外部に送信してはならない。', 'conditional'],
    ['会議室を使おうとする者は、総務課長の許可を受けなければならない。', 'conditional'],
    ['承認を受けることなく使用することができる。', 'permission'],
    ['昼休みに外出することは差し支えない。', 'permission'],
    ['届出は要しない。', 'exemption'],
    ['理由を書く必要はない。', 'exemption'],
    ['職員は、節電に努めなければならない。', 'best_effort'],
    ['名刺を携帯することが望ましい。', 'recommendation'],
    ['処分の要否は、理事長が個別に判断する。', 'discretion'],
    ['「端末」とは、法人が貸与する電子機器をいう。', 'definition'],
    ['この規程は、派遣職員には適用しない。', 'scope'],
    ['本市は、職員に対する研修を実施する。', 'measure'],
  ])('%s → %s', (sentence, force) => {
    expect(read(sentence, 'ja')).toEqual([force]);
  });

  it('reads a proviso as the exception to the sentence before it', () => {
    const [rule, proviso] = readNorms(
      '撮影をしてはならない。ただし、広報担当が行う場合は、この限りでない。',
      'ja',
    );
    expect(rule).toMatchObject({ force: 'prohibition', role: 'rule' });
    expect(proviso).toMatchObject({ role: 'exception', lifts: true });
  });

  it('knows 「原則として」 and does not call it absolute', () => {
    expect(readNorms('窓口での現金の授受は、原則として行わない。', 'ja')[0]).toMatchObject({
      force: 'prohibition',
      inPrinciple: true,
    });
  });

  it('leaves the lines of a list without a force of their own', () => {
    expect(read('災害その他やむを得ない事情があるとき。', 'ja')).toEqual(['none']);
  });
});

describe('who approves', () => {
  it.each([
    ['持ち出すときは、施設長の許可を受けなければならない。', '施設長'],
    [
      '情報システム管理者又は統括責任者の承認を得て接続することができる。',
      '情報システム管理者又は統括責任者',
    ],
    ['総務部長が認めた場合に限り、使用することができる。', '総務部長'],
    ['本人の同意を得なければ、公表してはならない。', null],
    ['許可なく複製してはならない。', null],
  ])('%s → %s', (sentence, approver) => {
    expect(readNorms(sentence, 'ja')[0]?.approver).toBe(approver);
  });

  it.each([
    ['Software may be installed only with the approval of the IT manager.', 'IT manager'],
    ['Visitors must not enter the archive unless the site lead has agreed.', 'site lead'],
    ['Remote work must be approved in advance by your line manager.', 'line manager'],
    ['Photographs may be used only with the consent of the patient.', null],
  ])('%s → %s', (sentence, approver) => {
    expect(readNorms(sentence, 'en')[0]?.approver).toBe(approver);
  });
});

describe('the force of an English sentence', () => {
  it.each([
    ['Employees must not share passwords.', 'prohibition'],
    ['No employee may copy client files.', 'prohibition'],
    ['Staff shall lock the screen when leaving the desk.', 'obligation'],
    ['Report a lost badge to the front desk at once.', 'obligation'],
    ['You may not forward mail unless the data owner agrees.', 'conditional'],
    ['Staff may use the gym.', 'permission'],
    ['You need not fill in a form.', 'exemption'],
    ['Staff should keep receipts.', 'recommendation'],
    ['Staff shall endeavour to reply within a day.', 'best_effort'],
    ['Further cases are decided by the board.', 'discretion'],
    ['“Device” means any equipment that stores data.', 'definition'],
    ['This policy applies to all volunteers.', 'scope'],
  ])('%s → %s', (sentence, force) => {
    expect(read(sentence, 'en')).toEqual([force]);
  });
});

describe('readModality', () => {
  const context = { title: '', headingPath: [], language: 'ja' } as const;
  it('takes the strictest sentence', () => {
    expect(readModality('記録するよう努める。外部に公開してはならない。', context)).toBe('prohibition');
  });
  it('turns a prohibition with a proviso into a conditional one', () => {
    expect(
      readModality('接続してはならない。ただし、保守のために行う場合は、この限りでない。', context),
    ).toBe('conditional');
  });
});

describe('splitSentences', () => {
  it('keeps brackets whole and ends at line breaks', () => {
    const text = '端末（貸与品に限る。）は施錠する。\n(1) 書類';
    expect(splitSentences(text, 'ja').map(({ start, end }) => text.slice(start, end))).toEqual([
      '端末（貸与品に限る。）は施錠する。',
      '(1) 書類',
    ]);
  });

  it('loses nothing but white space, in order, whatever the text', () => {
    const characters = fc.constantFrom('あ', '。', '（', '）', '\n', ' ', 'a', '.', '「', '」', '！');
    fc.assert(
      fc.property(
        fc.array(characters).map((parts) => parts.join('')),
        (text) => {
          const spans = splitSentences(text, 'ja');
          let at = 0;
          for (const { start, end } of spans) {
            expect(text.slice(at, start).trim()).toBe('');
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(text.slice(at).trim()).toBe('');
        },
      ),
    );
  });
});
