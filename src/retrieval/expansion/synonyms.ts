import type { Lexicon } from '../lexicon.ts';
import type { Morpheme } from '../morphology.ts';
import type { QuestionAnalysis } from '../question.ts';
import { toKatakana } from '../text.ts';
import type { Blocked, Expander, Expansion } from './expansion.ts';
import { headwordKey } from './phrases.ts';
import type { SynonymTable } from './synonym-table.ts';

/** Measured: see docs on retrieval. */
const WEIGHT = 0.35;
const MAX_JOINED = 4;

/** General synonyms of the question's words, up to four joined morphemes at a time. */
export function synonymExpander(table: SynonymTable, lexicon: Lexicon, blocked: Blocked): Expander {
  return {
    name: 'synonyms',
    expand(analysis) {
      const found: Expansion[] = [];
      for (const { key, start, end } of candidates(analysis)) {
        for (const terms of table.get(key) ?? []) {
          const words = terms.map((term) => lexicon.find(term)).filter((id) => id !== undefined);
          const as = terms.join('');
          if (words.length < terms.length || blocked(analysis.normalised.slice(start, end), as)) continue;
          found.push({ start, end, kind: 'synonym', weight: WEIGHT / Math.sqrt(words.length), as, words });
        }
      }
      return found;
    },
  };
}

function* candidates({ morphemes, words, normalised }: QuestionAnalysis) {
  if (morphemes.length === 0) {
    for (const { surface, start, content } of words) {
      if (content) yield { key: surface, start, end: start + surface.length };
    }
    return;
  }
  const content = new Set(words.filter((word) => word.content).map((word) => word.start));
  for (let from = 0; from < morphemes.length; from++) {
    let joined = '';
    for (let to = from; to < Math.min(from + MAX_JOINED, morphemes.length); to++) {
      const first = morphemes[from] as Morpheme;
      const last = morphemes[to] as Morpheme;
      const start = first.start;
      const end = last.start + last.surface.length;
      // A row of nothing but grammar is no headword.
      if (to === from && !content.has(start)) {
        joined += first.surface;
        continue;
      }
      const written = joined + last.surface;
      yield { key: headwordKey(written), start, end };
      if (last.base !== last.surface) yield { key: headwordKey(joined + last.base), start, end };
      joined = written;
    }
  }
  // らんさむうぇあ for ランサムウェア
  for (const { 0: run, index } of normalised.matchAll(/[ぁ-ゖー]{4,}/g)) {
    yield { key: headwordKey(toKatakana(run)), start: index, end: index + run.length };
  }
}
