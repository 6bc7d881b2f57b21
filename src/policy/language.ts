import type { Language } from '../domain/policy.ts';

/** The language of a text: Japanese as soon as a tenth of its letters are Japanese. */
export function detectLanguage(text: string): Language {
  const sample = text.length > 40_000 ? text.slice(0, 40_000) : text;
  const japanese = sample.match(/[ぁ-んァ-ヶ一-龠々]/g)?.length ?? 0;
  const latin = sample.match(/[A-Za-z]/g)?.length ?? 0;
  return japanese > 0 && japanese >= (japanese + latin) * 0.1 ? 'ja' : 'en';
}
