import type { Language } from '../../src/domain/policy.ts';
import { gapWords } from '../../src/training/gap-words.ts';
import type { QuizItem } from '../../src/training/quiz.ts';
import type { Layout } from './render-answer.ts';
import { printable } from './terminal.ts';
import { trainingWords } from './training-words.ts';
import { wordsOf } from './words-of.ts';
import { wrap } from './wrap.ts';

const LETTERS = 'ABCDEFGH';

/** Questions with their choices, and the answers with the words of the clause below all of them. Pure. */
export function renderQuiz(
  items: readonly QuizItem[],
  asked: number,
  { language, layout }: { readonly language: Language; readonly layout: Layout },
): string {
  const words = trainingWords(language);
  if (items.length === 0) return words.quiz.none;
  const say = gapWords(language);
  const { verdicts } = wordsOf(language);
  const { style, width } = layout;
  const indented = (text: string, indent: string) =>
    wrap(printable(text), width - indent.length).map((line) => indent + line);
  const questions = items.map(({ question, choices }, place) =>
    [
      ...wrap(printable(`${place + 1}. ${question}`), width).map(style.bold),
      ...choices.flatMap((choice, at) => indented(`${LETTERS[at]}. ${say.choice(choice)}`, '   ')),
    ].join('\n'),
  );
  const answers = items.map(({ right, clause, quote, verdict }, place) =>
    [
      ...indented(`${place + 1}. ${LETTERS[right]} – ${say.clause(clause)}`, ''),
      ...indented(quote, '   │ '),
      ...indented(verdicts[verdict].join(' '), '   '),
    ].join('\n'),
  );
  return [
    ...(items.length < asked ? [words.quiz.few(items.length, asked)] : []),
    words.quiz.task,
    ...questions,
    style.bold(words.quiz.answers),
    ...answers,
  ].join('\n\n');
}
