import type { Language, Modality } from '../domain/policy.ts';
import { readNorms } from './norms.ts';

/** Strictest first: what a reader must not overlook outranks what is merely stated. */
const STRICTNESS: readonly Modality[] = [
  'prohibition',
  'conditional',
  'obligation',
  'discretion',
  'exemption',
  'permission',
  'best_effort',
  'recommendation',
  'scope',
  'definition',
  'measure',
  'none',
];

/** What surrounds a clause, where its own words leave its force open. */
export interface ModalityContext {
  readonly title: string;
  readonly headingPath: readonly string[];
  readonly language: Language;
}

/**
 * The strictest force among a clause's sentences. An exception makes the rule before it conditional. A clause
 * under a heading that announces definitions or scope and commands nothing is a definition or a scope.
 */
export function readModality(text: string, context: ModalityContext): Modality {
  const norms = readNorms(text, context.language);
  const forces = new Set(norms.map((norm) => norm.force));
  const limited = norms.some((norm) => norm.role === 'exception' && norm.lifts);
  if (limited && forces.delete('prohibition')) forces.add('conditional');
  const strictest = STRICTNESS.find((force) => forces.has(force)) ?? 'none';
  if (strictest !== 'none' && strictest !== 'measure') return strictest;
  const headings = [context.title, ...context.headingPath].join(' ');
  if (/定義|用語|definitions?|glossary/i.test(headings)) return 'definition';
  if (/範囲|対象|scope|applicab/i.test(headings)) return 'scope';
  return strictest;
}
