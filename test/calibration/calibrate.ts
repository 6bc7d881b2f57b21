import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rankForAnswer } from '../../src/answering/answer-ranking.ts';
import { weighCandidates } from '../../src/answering/candidates.ts';
import { ClauseTree } from '../../src/answering/clause-tree.ts';
import { readQuestion } from '../../src/answering/question-reading.ts';
import { inForce } from '../../src/domain/in-force.ts';
import { parseCheckQuestions } from '../../src/evaluation/check-questions.ts';
import { isGold } from '../../src/evaluation/gold.ts';
import { sharedVocabulary } from '../../src/indexing/knowledge-files.ts';
import { readPolicyFolder } from '../../src/policy/read-folder.ts';
import { buildSearchIndex } from '../../src/retrieval/search-index.ts';
import { detectLanguage, normaliseText } from '../../src/retrieval/text.ts';
import { areaUnderCurve, fitLogistic, type Observation, predict } from './logistic.ts';

/**
 * Fits the weights of src/answering/relevance.ts on the development sets and prints them with the area under the
 * curve when each set in turn is left out of the fit. Run with `npm run calibrate`; further sets
 * are given as `FOLDER=QUESTIONS`. Held-out sets take no part.
 */
const DEVELOPMENT = ['hospital-rules', 'travel-guideline', 'company-handbook', 'city-rules', 'clinic-policy'];
const golden = fileURLToPath(new URL('../golden/', import.meta.url));
const extra = process.argv.slice(2).map((pair) => pair.split('=') as [string, string]);

const sets: { name: string; data: Observation[] }[] = [];
let names: string[] = [];
for (const [folder, questions] of [
  ...DEVELOPMENT.map((name) => [`${golden}${name}`, `${golden}${name}/questions.jsonl`] as const),
  ...extra,
]) {
  const { documents } = await readPolicyFolder(folder);
  const valid = inForce(documents, '2026-11-22');
  const index = await buildSearchIndex(
    valid.flatMap((document) => document.clauses),
    { vocabulary: await sharedVocabulary() },
  );
  const tree = new ClauseTree(valid);
  const data: Observation[] = [];
  for (const question of parseCheckQuestions(await readFile(questions, 'utf8'), questions)) {
    const language = detectLanguage(question.question);
    const reading = readQuestion(normaliseText(question.question), language);
    const found = rankForAnswer(await index.retrieve(question.question), reading.intent);
    const retrieval = { ...found, ranked: found.byEvidence };
    if (['refuse', 'chitchat', 'out_of_scope'].includes(question.verdict)) continue;
    for (const { finding, evidence } of weighCandidates(reading, retrieval, tree)) {
      names = Object.keys(evidence);
      const decides = question.answerable || question.verdict === 'needs_person';
      data.push({ features: Object.values(evidence), label: decides && isGold(question, finding.clause) });
    }
  }
  sets.push({ name: folder.split('/').at(-1) ?? folder, data });
}

const all = sets.flatMap((set) => set.data);
for (const left of sets) {
  const weights = fitLogistic(sets.filter((set) => set !== left).flatMap((set) => set.data));
  const scored = left.data.map(({ features, label }) => ({ score: predict(weights, features), label }));
  console.log(
    `${left.name.padEnd(20)} candidates ${scored.length}, gold ${scored.filter((item) => item.label).length}, AUC when left out ${areaUnderCurve(scored).toFixed(3)}`,
  );
}
const weights = fitLogistic(all);
console.log(`\nbias: ${weights[0]?.toFixed(2)},`);
for (const [j, name] of names.entries()) console.log(`${name}: ${weights[j + 1]?.toFixed(2)},`);
const bins = new Map<number, [number, number]>();
for (const { features, label } of all) {
  const bin = Math.floor(predict(weights, features) * 10);
  const [count, right] = bins.get(bin) ?? [0, 0];
  bins.set(bin, [count + 1, right + (label ? 1 : 0)]);
}
console.log('\npredicted  candidates  share gold');
for (const [bin, [count, right]] of [...bins].sort(([a], [b]) => a - b))
  console.log(
    `${(bin / 10).toFixed(1)}–${((bin + 1) / 10).toFixed(1)}    ${String(count).padStart(6)}      ${(right / count).toFixed(2)}`,
  );
