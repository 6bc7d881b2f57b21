import type { Clause, Language, PolicyDocument } from '../domain/policy.ts';
import { type Norm, readNorms } from '../policy/norms.ts';
import { beginning, type Check, type Found, isBody } from './finding.ts';

/** A clause that says in general how exceptions are made. */
const EXCEPTIONS = /例外|特例|適用除外|exception|exemption|waiver|deviation/i;
/** The approval is one that other words name: 前項の許可, その承認, "the approval in 3.1". */
const NAMED_ELSEWHERE =
  /(?:定める者の|掲げる者の|応じた者の|前項|前条|同項|同条|次項|次条|第[0-9０-９一二三四五六七八九十]+[項条]|ただし書|当該|その|上記|前号|所定|必要な|規定(?:に(?:よ|基づ)[^、。]{0,6})?)(?:の|に(?:よ|係|相当|基づ)[^、。]{0,4})?[^、。]{0,6}$/;
const APPROVAL =
  /許可|承認|認可|決裁|\b(?:approval|permission|authori[sz]ation)\b|\b(?:be|been|is|are|unless) (?:\w+ ){0,3}(?:approved|authori[sz]ed)\b/i;

/** Rules that leave open who is bound, who approves, or what the exceptions are. */
export const checkRules: Check = (document, others) => {
  const hasExceptions = [document, ...others].some(({ clauses }) =>
    clauses.some(({ title }) => EXCEPTIONS.test(title)),
  );
  const found: Found[] = [];
  for (const clause of document.clauses.filter(isBody)) {
    const norms = readNorms(clause.text, document.language);
    for (const norm of norms) {
      const words = clause.text.slice(norm.start, norm.end);
      const report = (rule: Found['rule']) =>
        found.push({ rule, labels: [clause.label], evidence: beginning(words) });
      if (norm.inPrinciple && !hasExceptions && !isExcepted(clause, norms, document))
        report('principle-without-exception');
      if (lacksApprover(norm, words, clause, document)) report('approval-without-approver');
    }
  }
  return [...found, ...withoutAddressee(document)];
};

/** Duties that bind nobody by name, gathered by the clause above them, in texts that do not say to whom they apply. */
function withoutAddressee(document: PolicyDocument): readonly Found[] {
  if (namesPeople(document)) return [];
  const families = new Map<string | null, { readonly labels: string[]; readonly evidence: string }>();
  for (const clause of document.clauses) {
    if (!isBody(clause) || clause.kind === 'definition') continue;
    const duty = readNorms(clause.text, document.language)
      .map((norm) => ({ norm, words: clause.text.slice(norm.start, norm.end) }))
      .find(({ norm, words }) => bindsNobody(norm, words, document.language));
    if (!duty || namesSubject(clause, document)) continue;
    const family = families.get(clause.parent);
    if (family) family.labels.push(clause.label);
    else families.set(clause.parent, { labels: [clause.label], evidence: beginning(duty.words) });
  }
  return [...families.values()].map(({ labels, evidence }) => ({
    rule: 'duty-without-addressee',
    labels,
    evidence,
  }));
}

/** An exception in the same clause, or in one beside or below it. */
function isExcepted(clause: Clause, norms: readonly Norm[], { clauses, language }: PolicyDocument): boolean {
  if (norms.some(({ role }) => role === 'exception')) return true;
  return clauses
    .filter(
      ({ parent, label }) => label !== clause.label && (parent === clause.label || parent === clause.parent),
    )
    .some(({ text, references }) => {
      const refersHere = references.some(({ targets }) => targets.includes(clause.label));
      return (
        refersHere &&
        readNorms(text, language).some(({ role, force }) => role === 'exception' || force === 'exemption')
      );
    });
}

/** In English only the passive hides who is bound. */
function bindsNobody({ force, addressee }: Norm, words: string, language: Language): boolean {
  if ((force !== 'obligation' && force !== 'prohibition') || addressee !== null) return false;
  return language === 'ja' || /\b(?:must|shall)(?: not)? be \w+(?:ed|en|pt|ld)\b/i.test(words);
}

/** The text says to whom it applies. */
function namesPeople({ clauses }: PolicyDocument): boolean {
  return clauses.some(
    ({ kind, text }) =>
      kind === 'scope' && /者|員|職員|人|employees?|staff|users?|contractors?|personnel/i.test(text),
  );
}

/** A subject in the clause, in those above it and their titles, or in those before it under the same one. */
function namesSubject(clause: Clause, { clauses, language }: PolicyDocument): boolean {
  const byLabel = new Map(clauses.map((each) => [each.label, each]));
  const above: Clause[] = [];
  for (let at = byLabel.get(clause.parent ?? ''); at; at = byLabel.get(at.parent ?? '')) above.push(at);
  const beside = clauses.slice(0, clauses.indexOf(clause)).filter(({ parent }) => parent === clause.parent);
  const subject = language === 'ja' ? SUBJECT_JA : SUBJECT_EN;
  const titles = [clause, ...above].some(({ title }) =>
    (language === 'ja' ? PEOPLE_JA : SUBJECT_EN).test(title),
  );
  return (
    titles ||
    [clause, ...above, ...beside].some(({ text }) => subject.test(text.replace(/（[^（）]*）/g, '')))
  );
}

const PEOPLE_JA = /者|員|長|課|部|室|局|係|会|人|ユーザ|事業者|利用者|ベンダ/;
const SUBJECT_JA =
  /(?:者|員|等|長|課|部|室|局|係|会|市|町|村|校|社|官|庁|大臣|機構|人|ユーザー?|ＣＩＳＯ|ＣＳＩＲＴ)(?:は|が|も|にあっては|において)/;
const SUBJECT_EN =
  /\b(?:users?|staff|employees?|personnel|contractors?|managers?|officers?|owners?|teams?|everyone|all|you|we|persons?)\b/i;

/** Somebody gives it, or nobody need give it. */
const GIVEN =
  /(?<!所定|必要|事前|書面|文書|特別|個別)(?:[一-龠々ァ-ヶーA-Za-z）]{2,})(?:の|から|による)[^、。]{0,8}(?:許可|承認|認可|決裁)|(?:許可|承認|認可|決裁)を(?:得|受け)(?:ることなく|なくても)|\bno (?:\w+ )?(?:permission|approval)\b|\bgives? (?:permission|approval)\b/i;

/** Approval is asked for, and no words here or nearby say whose. */
function lacksApprover(norm: Norm, words: string, clause: Clause, { clauses }: PolicyDocument): boolean {
  if (norm.procedure !== 'approval' || norm.approver !== null || norm.force === 'exemption') return false;
  const match = APPROVAL.exec(words);
  if (!match || GIVEN.test(words)) return false;
  if (NAMED_ELSEWHERE.test(words.slice(0, match.index)) || clause.references.length > 0) return false;
  const family = clauses.filter(
    ({ label, parent }) =>
      label !== clause.label &&
      (parent === clause.label ||
        (clause.parent !== null && parent === clause.parent) ||
        label === clause.parent),
  );
  // Beside it stands who grants such things (「…の許可は、課長が行う」).
  return !family.some(({ text }) =>
    /(?:許可|承認)(?:権者|者|は、)|(?:長|者|会)の(?:許可|承認)|approv(?:al|ed) (?:of|by)|permission of/i.test(
      text,
    ),
  );
}
