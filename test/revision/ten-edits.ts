/** A policy, and the same after ten edits, for comparisons. */

export const BEFORE = `# 文書取扱規程

## 第1章　総則

（目的）

第1条　この規程は、文書の取扱いに関し必要な事項を定めることを目的とする。

（適用範囲）

第2条　この規程は、全ての職員に適用する。

## 第2章　作成及び保管

（作成）

第3条　職員は、文書を作成するときは、様式集に定める様式によらなければならない。

（保管）

第4条　職員は、文書を施錠することができる書庫に保管しなければならない。

２　書庫の鍵は、庶務係長が管理する。

（複写）

第5条　職員は、課長の承認を得なければ、文書を複写してはならない。

（持出し）

第6条　職員は、文書を庁舎の外へ持ち出してはならない。

（回覧）

第7条　職員は、回覧された文書を3日以内に次の者へ回さなければならない。

## 第3章　廃棄

（廃棄の方法）

第8条　職員は、文書を廃棄するときは、次の各号のいずれかによらなければならない。

一　裁断機による細断

二　溶解

三　焼却炉における焼却

（廃棄の記録）

第9条　職員は、廃棄した文書の件名及び廃棄の日を記録しなければならない。記録した内容は、翌月の末日までに総務課へ報告するものとする。

（点検）

第10条　総務課長は、書庫を毎年度点検するよう努めるものとする。

（教育）

第11条　総務課長は、職員に対し、文書の取扱いに関する研修を受けさせなければならない。

２　前条の点検の結果は、研修の内容に反映するものとする。

３　研修に用いる教材は、総務課が編集し、配布するものとする。
`;

/** What each edit is, and the rows that it gives: kind, labels before, labels after. */
export const EDITS: readonly (readonly [
  what: string,
  edit: (text: string) => string,
  row: readonly [kind: string, before: string, after: string, effects: string],
])[] = [
  [
    'a typo is corrected',
    (text) => text.replace('様式集に定める', '様式集で定める'),
    ['changed', '第3条', '第3条', ''],
  ],
  [
    'another approver',
    (text) => text.replace('課長の承認を得なければ、文書を複写', '部長の承認を得なければ、文書を複写'),
    ['modality_changed', '第5条', '第5条', 'approver'],
  ],
  [
    'a new exception',
    (text) =>
      text.replace('持ち出してはならない。', '持ち出してはならない。ただし、災害の場合は、この限りでない。'),
    ['modality_changed', '第6条', '第6条', 'exception'],
  ],
  ['another limit', (text) => text.replace('3日以内に', '5日以内に'), ['changed', '第7条', '第7条', 'limit']],
  [
    'a clause is removed',
    (text) => text.replace('三　焼却炉における焼却\n\n', ''),
    ['removed', '第8条第3号', '', ''],
  ],
  [
    'a clause is split',
    (text) =>
      text.replace(
        '記録しなければならない。記録した内容は',
        '記録しなければならない。\n\n２　記録した内容は',
      ),
    ['split', '第9条', '第10条第1項 第10条第2項', ''],
  ],
  [
    'a duty is weakened',
    (text) => text.replace('研修を受けさせなければならない。', '研修を受けさせることが望ましい。'),
    ['modality_changed', '第11条第1項', '第12条第1項', 'modality'],
  ],
  [
    'a clause moves',
    (text) =>
      text
        .replace('\n３　研修に用いる教材は、総務課が編集し、配布するものとする。\n', '')
        .replace(
          '第2条　この規程は、全ての職員に適用する。\n',
          '第2条　この規程は、全ての職員に適用する。\n\n２　研修に用いる教材は、総務課が編集し、配布するものとする。\n',
        ),
    ['moved', '第11条第3項', '第2条第2項', ''],
  ],
  [
    'a clause is new',
    (text) =>
      text.replace(
        '（廃棄の方法）\n\n第8条',
        '（保存期間）\n\n第8条　文書の保存期間が満了するまでは、何人も倉庫から運び出すことができない。\n\n（廃棄の方法）\n\n第9条',
      ),
    ['added', '', '第8条', ''],
  ],
  [
    'which renumbers those after it',
    (text) =>
      text
        .replace('（教育）\n\n第11条', '（教育）\n\n第12条')
        .replace('（点検）\n\n第10条', '（点検）\n\n第11条')
        .replace('（廃棄の記録）\n\n第9条', '（廃棄の記録）\n\n第10条'),
    [
      'renumbered',
      '第8条 第8条第1号 第8条第2号 第10条 第11条 第11条第2項',
      '第9条 第9条第1号 第9条第2号 第11条 第12条 第12条第2項',
      '',
    ],
  ],
];

export const AFTER = EDITS.reduce((text, [, edit]) => edit(text), BEFORE);
