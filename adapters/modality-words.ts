import type { Language, Modality } from '../src/domain/policy.ts';

/** What a clause does to those it addresses, in one language. */
export type ModalityWords = Readonly<Record<Modality, string>>;

const japanese: ModalityWords = {
  prohibition: '禁止',
  conditional: '条件つき',
  obligation: '義務',
  permission: '許容',
  exemption: '免除',
  best_effort: '努力義務',
  recommendation: '推奨',
  discretion: '裁量',
  measure: '組織の措置',
  definition: '定義',
  scope: '適用範囲',
  none: 'なし',
};

const english: ModalityWords = {
  prohibition: 'prohibition',
  conditional: 'conditional',
  obligation: 'duty',
  permission: 'permission',
  exemption: 'exemption',
  best_effort: 'best effort',
  recommendation: 'recommendation',
  discretion: 'discretion',
  measure: 'measure',
  definition: 'definition',
  scope: 'scope',
  none: 'none',
};

/** The words of a language. */
export function modalityWords(language: Language): ModalityWords {
  return language === 'ja' ? japanese : english;
}
