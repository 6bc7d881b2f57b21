import fc from 'fast-check';
import type { GeneratedRule } from './loosening.ts';

/** Ways to loosen any Japanese sentence by what is put around or into it. */
function loosenJa(text: string): readonly string[] {
  const bare = text.replace(/。$/, '');
  const plain = bare.replace(/(?:ます|です|ません)$/, '');
  return [
    `原則として、${text}`,
    `できるだけ、${text}`,
    `建前では、${text}`,
    `特別な事情がない限り、${text}`,
    `急ぎのときを除き、${text}`,
    `急ぎでなければ、${text}`,
    `勤務時間中は、${text}`,
    `一部の職員は、${text}`,
    `${bare}が、例外もあります。`,
    `${bare}が、実際には守られていません。`,
    `${bare}が、気にしなくて大丈夫です。`,
    `${bare}とは限りません。`,
    `${bare}わけではありません。`,
    `${bare}とまでは言えません。`,
    `${bare}と考える人もいます。`,
    `${bare}でしょうか。`,
    `${bare}かもしれません。`,
    `${bare}はずです。`,
    `${bare}？`,
    `「${bare}」とは書かれていません。`,
    `${plain}ないこともありません。`,
  ];
}

/** Rules put together from parts, with wordings of them. */
export const JAPANESE_RULES = fc
  .record({
    who: fc.constantFrom('所属長', '情報管理課長', '施設管理者', '人事部長'),
    other: fc.constantFrom('同僚', '前任者', '取引先', '当番'),
    leave: fc.constantFrom('許可', '承認', '同意'),
    thing: fc.constantFrom('業務用端末', '顧客名簿', '契約書', '社内資料'),
    rest: fc.constantFrom('備品', '機器', '図面', '記録'),
    place: fc.constantFrom('自宅', '外部倉庫', '委託先'),
    act: fc.constantFrom('保管', '送付', '搬出', '移送'),
    days: fc.integer({ min: 2, max: 28 }),
  })
  .map(({ who, other, leave, thing, rest, place, act, days }): readonly GeneratedRule[] => {
    const question = `${thing}を${place}に${act}してもいいですか`;
    const may = `${who}の${leave}を受けた場合に限り、${thing}を${place}に${act}できます。`;
    const ban = `${thing}を${place}に${act}してはいけません。`;
    const duty = `${thing}を${act}したときは、${days}日以内に${who}に届書を提出しなければなりません。`;
    return [
      {
        sample: {
          question,
          verdict: 'allowed_conditional',
          approver: who,
          cited: [
            [
              '第3条',
              `職員は、${who}の${leave}を受けた場合に限り、${thing}を${place}に${act}することができる。`,
            ],
          ],
        },
        faithful: [
          may,
          `はい、${may}`,
          `${who}の${leave}を受ければ、${thing}を${place}に${act}することができます。`,
          `${thing}は、${who}の${leave}があれば${place}に${act}できます。`,
          `${thing}を${place}に${act}するには、${who}の${leave}が必要です。`,
          `${act}する前に、${who}の${leave}を受けてください。`,
          `${who}の${leave}を受けなければ、${thing}を${place}に${act}できません。`,
        ],
        loosened: [
          ...loosenJa(may),
          `${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けなくても、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受ける前に、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けずに、${thing}を${place}に${act}できます。`,
          `${who}の${leave}なしに、${thing}を${place}に${act}できます。`,
          `${who}以外の${leave}を受けた場合に、${thing}を${place}に${act}できます。`,
          `${who}か${other}の${leave}を受ければ、${thing}を${place}に${act}できます。`,
          `${other}の${leave}を受ければ、${thing}を${place}に${act}できます。`,
          `${who}などの${leave}を受ければ、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を求めれば、${thing}を${place}に${act}できます。`,
          `${who}に報告すれば、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けるまで、${thing}を${place}に${act}できます。`,
          `${act}した後に、${who}の${leave}を受けてください。`,
          `${act}してから、${who}の${leave}を受けてください。`,
          `${act}したら、${who}の${leave}を受けてください。`,
          `${who}の${leave}を受ければ、${thing}や${rest}を${place}に${act}できます。`,
          `${who}の${leave}を受ければ、${thing}も${place}に${act}できます。`,
          `${who}の${leave}を受ければ、どの${thing}も${place}に${act}できます。`,
          `${who}の${leave}を受ければ、${thing}を${rest}に${act}できます。`,
          `${who}の${leave}が望ましいです。`,
          `${who}の${leave}は不要です。`,
          `${who}の${leave}は必要ありません。`,
          `${who}の${leave}を受けたものとして、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けたことにして、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けたつもりで、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けると言って、${thing}を${place}に${act}できます。`,
          `${who}の${leave}を受けなくはないなら、${thing}を${place}に${act}できます。`,
          `${thing}を${place}に${act}できなくはありません。`,
          `${thing}を${place}に${act}した場合に限り、${who}の${leave}を受けることができます。`,
        ],
      },
      {
        sample: {
          question,
          verdict: 'not_allowed',
          cited: [
            [
              '第4条',
              `職員は、${thing}を${place}に${act}してはならない。ただし、${who}が認めたときは、この限りでない。`,
            ],
          ],
        },
        faithful: [
          ban,
          `いいえ、${ban}`,
          `${thing}を${place}に${act}することはできません。`,
          `${thing}を${place}に${act}することは禁止されています。`,
          `残念ながら、${thing}は${place}に${act}できません。`,
        ],
        loosened: [
          ...loosenJa(ban),
          `${thing}を${place}に${act}できます。`,
          `${thing}を${place}に${act}しても構いません。`,
          `${thing}を${place}に${act}してはいけないことはありません。`,
          `${thing}を${place}に${act}することは禁止されていません。`,
          `${thing}を${place}に${act}することは、なるべく控えてください。`,
          `${thing}以外を${place}に${act}してはいけません。`,
          `${thing}だけを${place}に${act}してはいけません。`,
          `${thing}でなければ、${place}に${act}できます。`,
          `${who}が認めたときは、${rest}を${place}に${act}できます。`,
          `${who}が認めなくても、${thing}を${place}に${act}できます。`,
          `${other}が認めたときは、${thing}を${place}に${act}できます。`,
          `${who}に報告したときは、${thing}を${place}に${act}できます。`,
          `${who}以外が認めたときは例外です。`,
          `${who}が認めたときなどは例外です。`,
          `${thing}は例外です。`,
        ],
      },
      {
        sample: {
          question: `${thing}を${act}したら何か出さないといけませんか`,
          verdict: 'required',
          cited: [
            [
              '第5条',
              `職員は、${thing}を${act}したときは、${days}日以内に${who}に届書を提出しなければならない。`,
            ],
          ],
        },
        faithful: [
          duty,
          `はい、${duty}`,
          `${thing}を${act}したときは、${days}日以内に${who}に届書を提出する必要があります。`,
          `${days}日以内に${who}に届書を提出してください。`,
          `届書は、${days}日以内に${who}に提出しなければなりません。`,
        ],
        loosened: [
          ...loosenJa(duty),
          duty.replace(`${days}日`, `${days + 1}日`),
          duty.replace('以内', '以降'),
          duty.replace('以内に', 'を目安に'),
          duty.replace('以内に', '以内または都合のよい日に'),
          duty.replace(who, other),
          duty.replace(who, `${who}か${other}`),
          duty.replace('届書', '届書など'),
          duty.replace('提出し', '用意し'),
          duty.replace('提出し', 'もらわ'),
          duty.replace('したとき', 'しなかったとき'),
          duty.replace('したときは', 'したときだけ'),
          duty.replace(thing, `大切な${thing}`),
          duty.replace('提出しなければなりません', '提出するとよいです'),
          duty.replace('提出しなければなりません', '提出することができます'),
          duty.replace('提出しなければなりません', '提出することが望ましいです'),
          duty.replace('提出しなければなりません', '提出しなくてもよいです'),
          duty.replace('提出しなければなりません', '提出する必要はありません'),
          duty.replace('提出しなければなりません', '提出しなければならないこともあります'),
          duty.replace('提出しなければなりません', '提出しなければならないとは限りません'),
        ],
      },
    ];
  });
