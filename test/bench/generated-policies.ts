import { randomNumbers } from './random-numbers.ts';

/** A policy document of another organisation, to fill an index with: a file name and its Markdown. */
export interface GeneratedPolicy {
  readonly name: string;
  readonly markdown: string;
  readonly clauses: number;
}

/** Clauses in one generated document. */
const CLAUSES_PER_DOCUMENT = 100;

/**
 * Documents with about `clauses` clauses in all, half Japanese and half English, composed from the word lists
 * below. The same number gives the same texts.
 */
export function generatePolicies(clauses: number): GeneratedPolicy[] {
  const next = randomNumbers(clauses);
  const pick: Pick = (words) => words[Math.floor(next() * words.length)] as string;
  return Array.from({ length: Math.ceil(clauses / CLAUSES_PER_DOCUMENT) }, (_, number) => {
    const count = Math.min(CLAUSES_PER_DOCUMENT, clauses - number * CLAUSES_PER_DOCUMENT);
    return number % 2 === 0 ? japanesePolicy(number, count, pick) : englishPolicy(number, count, pick);
  });
}

type Pick = (words: readonly string[]) => string;

function japanesePolicy(number: number, count: number, pick: Pick): GeneratedPolicy {
  const subject = `${pick(JA.qualifiers)}${pick(JA.things)}`;
  const articles = Array.from({ length: count }, (_, index) => {
    const thing = `${pick(JA.qualifiers)}${pick(JA.things)}`;
    const sentences = [
      japaneseSentence(thing, pick),
      japaneseSentence(`${pick(JA.qualifiers)}${pick(JA.things)}`, pick),
    ];
    return `（${thing}の${pick(JA.nouns)}）\n第${index + 1}条　${sentences.join('')}`;
  });
  return {
    name: `generated-${number}-ja.md`,
    markdown: [
      frontMatter(`generated-${number}-ja`, `${subject}取扱規程（${number}）`, 'ja'),
      ...articles,
    ].join('\n\n'),
    clauses: count,
  };
}

const japaneseSentence = (thing: string, pick: Pick) =>
  `${pick(JA.people)}は、${pick(JA.conditions)}、${thing}を${pick(JA.places)}${pick(JA.rulings)}。`;

function englishPolicy(number: number, count: number, pick: Pick): GeneratedPolicy {
  const clauses = Array.from({ length: count }, (_, index) => {
    const thing = `${pick(EN.qualifiers)} ${pick(EN.things)}`;
    const sentences = [
      englishSentence(thing, pick),
      englishSentence(`${pick(EN.qualifiers)} ${pick(EN.things)}`, pick),
    ];
    return `## ${index + 1}. ${pick(EN.nouns)} of ${thing}\n\n${sentences.join(' ')}`;
  });
  return {
    name: `generated-${number}-en.md`,
    markdown: [
      frontMatter(`generated-${number}-en`, `Rules on ${pick(EN.things)} (${number})`, 'en'),
      ...clauses,
    ].join('\n\n'),
    clauses: count,
  };
}

const englishSentence = (thing: string, pick: Pick) =>
  `${pick(EN.people)} ${pick(EN.rulings)} ${thing} ${pick(EN.places)}, ${pick(EN.conditions)}.`;

const frontMatter = (id: string, title: string, language: string) =>
  `---\nid: ${id}\ntitle: ${title}\nversion: "1"\nlanguage: ${language}\n---\n\n# ${title}`;

const split = (words: string) => words.split(/[、|]/);

const JA = {
  people: split(
    '船長、乗組員、観測員、飼育員、司書、学芸員、実験責任者、車両整備士、調理員、警備員、栄養士、操縦士、研究補助員、測量士、船舶管理者、倉庫係、受付担当者、検査員、指導教員、評議員',
  ),
  qualifiers: split(
    '冷凍、展示用、貸出用、海洋、試験用、非常用、耐火、寄贈、巡回、屋外、保存用、医療用、園芸用、農業用、標本、音響、遠隔、港湾、温室、共同、臨時、予備、輸入、返却済み、未登録、登録済み、季節限定、高圧、夜間、水中',
  ),
  things: split(
    '設備、標本、図書、車両、薬品、機材、工具、制服、食材、温度計、望遠鏡、模型、種子、水槽、測定器、ボート、観測記録、巡視日誌、貨物、燃料、展示ケース、顕微鏡、楽器、テント、救命胴衣、飼料、肥料、梯子、発電機、消火器、無線機、地図、写真資料、録音資料、苗木、輸送箱',
  ),
  nouns: split(
    '管理、点検、貸与、返納、廃棄、輸送、洗浄、修理、更新、登録、展示、保管、配置、検査、補充、記帳',
  ),
  conditions: split(
    '毎月の点検の後に、天候が悪化した場合には、館長の指示を受けたうえで、作業開始前に、来館者がいないときに、予備品が不足する場合を除き、二名以上で、日没までに、点検簿に記入したうえで、船舶が停泊している間、気温が基準を超えたときは、当番表に従い、年度末までに、搬入口の施錠を確かめた後、受領印を得てから',
  ),
  places: split(
    '倉庫へ、甲板で、温室内で、展示室から、第二桟橋で、車庫に、標本室で、閲覧席において、屋上で、整備場で、岸壁まで、貯蔵庫に、実習棟で、機関室へ、農場内で',
  ),
  rulings: split(
    '運搬しなければならない、設置してはならない、返納するものとする、洗浄することができる、点検するよう努めなければならない、交換することが望ましい、移動してはならない、記録しなければならない、貸し出すことができる、保管しなければならない、廃棄してはならない、補充するものとする、展示することができる、施錠しなければならない',
  ),
} as const;

const EN = {
  people: split(
    'Crew members|Gardeners|Curators|Drivers|Divers|Librarians|Kitchen staff|Pilots|Surveyors|Rangers|Laboratory assistants|Stewards|Mechanics|Harbour masters|Keepers|Watch officers',
  ),
  qualifiers: split(
    'frozen|borrowed|seasonal|marine|donated|spare|pressurised|outdoor|fragile|imported|registered|unlabelled|portable|ceremonial|agricultural|acoustic|submerged|calibrated|antique|insulated|flammable|returned|shared|heated',
  ),
  things: split(
    'specimens|ladders|telescopes|seedlings|vehicles|boats|aquariums|life jackets|generators|crates|uniforms|instruments|fuel drums|tents|microscopes|maps|recordings|feed sacks|fire blankets|trailers|radios|display cases|thermometers|anchors|saddles|beehives',
  ),
  nouns: split(
    'Storage|Inspection|Loan|Return|Disposal|Transport|Cleaning|Repair|Registration|Display|Replacement|Labelling|Handling|Weighing',
  ),
  conditions: split(
    'after the weekly inspection|when the weather warning is lifted|before the gates open|unless the harbour master has closed the quay|while visitors are present|in pairs|before sunset|once the logbook is signed|during the dry season|except on public holidays|as the duty roster says|within two days of delivery|when the temperature exceeds the limit|under the supervision of the head keeper',
  ),
  places: split(
    'in the greenhouse|on the upper deck|at the second jetty|in the reading room|behind the depot|in the workshop|at the loading bay|on the roof|in the specimen room|along the nature trail|in the boathouse|near the stables',
  ),
  rulings: split(
    'must weigh|may borrow|must not move|shall register|should replace|must clean|shall endeavour to repair|may display|must not stack|shall return|must label|may transport|should inspect|must not dispose of',
  ),
} as const;
