import type { ClauseKind } from '../domain/policy.ts';
import { type Draft, rankOf } from './draft.ts';

const PURPOSE = /^(?:.{0,10}の?)?(?:目的|趣旨|主旨)$|^(?:purpose|objectives?|aims?)\b/i;
const DEFINITION =
  /定義|用語|ことばの意味|^(?:definitions?|glossary|terms and definitions|interpretation|terminology)\b/i;
const SCOPE =
  /^(?:適用(?:の)?(?:範囲|対象|除外)?|対象(?:者|範囲)?|(?:.{1,14}の)?(?:適用)?範囲|適用対象者?|だれに適用するか)(?:等|及び.{1,10})?$|^(?:scope|applicability|application|who (?:this|does)|purpose and scope)\b/i;

/** The part a clause plays. Children of definitions, scopes and purposes play the same part. */
export function kindOf(node: Draft, title: string, text: string, parentKind: ClauseKind | null): ClauseKind {
  if (node.style === 'root') return 'front_matter';
  if (node.style === 'supplement' || parentKind === 'supplementary') return 'supplementary';
  if (node.style === 'schedule' || parentKind === 'schedule') return 'schedule';
  if (node.style === 'history' || parentKind === 'history') return 'history';
  const rank = rankOf(node.style);
  if (rank !== null && rank >= 10 && rank < 60) return 'chapter';
  const own = kindOfTitle(title);
  if (own) return own;
  if (parentKind === 'definition' || parentKind === 'scope' || parentKind === 'purpose') return parentKind;
  if (/を目的とする。?$|^the purpose of this\b/i.test(text)) return 'purpose';
  if (text === '' && node.children.length > 0 && node.style !== 'article' && title !== '') return 'chapter';
  return 'rule';
}

/** True for the heading of a list of definitions. */
export function namesDefinitions(title: string): boolean {
  return DEFINITION.test(title);
}

function kindOfTitle(title: string): ClauseKind | null {
  const words = title.replace(/[（(].*?[）)]/g, '').trim();
  // A clause on purpose and scope says to whom the text applies.
  if (PURPOSE.test(words) && !/scope|範囲|対象/i.test(words)) return 'purpose';
  if (DEFINITION.test(words)) return 'definition';
  return SCOPE.test(words) ? 'scope' : null;
}
