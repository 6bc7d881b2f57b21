import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AnswerSources, answerQuestion } from '../../src/answering/answer-question.ts';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { readDocument } from '../../src/policy/read-document.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';

const POLICIES = {
  hospital: 'hospital-rules/policy.md',
  city: 'city-rules/shiomihara_fukumu_bunsho_kitei.md',
  travel: 'travel-guideline/policy.txt',
  clinic: 'clinic-policy/fenwick_lodge_staff_policy.md',
  company: 'company-handbook/policy.md',
} as const;
type Name = keyof typeof POLICIES;

/** Questions beside what a clause allows: another thing, place, person, amount or act. None may be read as allowed. */
const TRAPS: readonly (readonly [Name, string])[] = [
  ['hospital', '患者さんから折り鶴と商品券をもらっていい？'],
  ['hospital', '退院する患者さんから4000円のお菓子もらっていい？'],
  ['hospital', '紹介状用に画像を私物USBにコピーしていい？'],
  ['hospital', '短縮番号なら患者情報をメールしていい？'],
  ['hospital', '患者さんを自分の車で送っていい？'],
  ['city', '国からの依頼で謝金ありの講演に許可いる？'],
  ['city', '時差出勤を前日に申し出ていい？'],
  ['travel', '機材15キロ運ぶのにタクシー使っていい？'],
  ['travel', '私物パソコンで会社メール見ていい？'],
  ['travel', '勤務中に会社PCでネット通販していい？'],
  ['travel', '入社3か月で在宅していい？'],
  ['travel', '私的延泊の宿泊費を精算していい？'],
  ['clinic', "can I tell the patient's boss that he has arrived"],
  ['clinic', 'can I film in the corridor if everyone agrees'],
  ['clinic', 'can I take paracetamol from the medicine cupboard'],
  ['company', 'can I accept a £10 amazon voucher'],
  ['company', 'can I teach at a university 60 hours a year without approval'],
  ['company', 'can I fly business for a 12 hour flight if a director approves'],
  ['company', 'can I use my work laptop to bet on horses after work'],
];

const HOLDS: readonly (readonly [Name, string, string])[] = [
  ['hospital', '患者さんから手作りの折り鶴もらっていい？', 'allowed'],
  ['city', '停電で参集したとき携帯充電していい？', 'allowed_conditional'],
  ['travel', '夜食代精算できる？上長に指示された23時の作業', 'allowed_conditional'],
  ['clinic', 'can I swap a shift with a colleague', 'allowed_conditional'],
  ['company', 'can I fly premium economy for 8 hours', 'allowed_conditional'],
];

describe('a clause beside the case permits nothing', () => {
  const sources = new Map<Name, AnswerSources>();
  beforeAll(async () => {
    const vocabulary = await sharedVocabulary();
    for (const [name, path] of Object.entries(POLICIES)) {
      const content = await readFile(new URL(`../golden/${path}`, import.meta.url));
      const document = readDocument({ path, content });
      sources.set(name as Name, {
        index: await buildSearchIndex(document.clauses, { vocabulary }),
        tree: new ClauseTree([document]),
        contacts: [],
        generation: 'test',
      });
    }
  });
  const verdict = async (name: Name, question: string) =>
    (await answerQuestion(question, [], sources.get(name) as AnswerSources)).answer.verdict;

  it.each(TRAPS)('%s: %s', async (name, question) => {
    expect(['allowed', 'allowed_conditional', 'does_not_apply']).not.toContain(await verdict(name, question));
  });

  it.each(HOLDS)('%s: %s is still answered: %s', async (name, question, expected) => {
    expect(await verdict(name, question)).toBe(expected);
  });
});
