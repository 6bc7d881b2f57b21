import { type Command, InvalidArgumentError, Option } from 'commander';
import { dayOf } from '../../../src/training/days.ts';
import { makeQuiz } from '../../../src/training/quiz.ts';
import type { Context } from '../context.ts';
import { withExamples, withIndexOptions } from '../options.ts';
import { renderQuiz } from '../render-quiz.ts';
import { type SinceOptions, sinceOption, withCount, withTraining } from '../training-options.ts';
import { trainingWords } from '../training-words.ts';

interface QuizOptions extends SinceOptions {
  readonly items: number;
  readonly seed?: number;
}

/** `kitei quiz`: questions from the log whose answer stands in a clause. */
export function addQuiz(program: Command, context: Context): void {
  const { say, terminal } = context;
  const words = trainingWords(say.language);
  const command = program
    .command('quiz')
    .description(words.help.quiz)
    .addOption(sinceOption(words))
    .addOption(new Option('--seed <number>', words.help.seed).argParser(wholeNumber))
    .option('--json', say.help.options.json);
  withCount(command, '--items <number>', words.help.items, 10, 100);
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei quiz',
    'kitei quiz --items 5 --seed 7 --lang en',
  ).action(async ({ items, seed, json, ...options }: QuizOptions) => {
    await withTraining('quiz', options, context, async ({ stores, documents, config, now, since }) => {
      const quiz = await makeQuiz(stores.log.each({ since, until: now }), {
        documents,
        now,
        smallestGroup: config.log.smallestGroup,
        seed: seed ?? Math.floor(dayOf(Date.parse(now)) / 7),
        items,
        language: say.language,
      });
      const view = { language: say.language, layout: terminal };
      terminal.print(json ? JSON.stringify(quiz, null, 2) : renderQuiz(quiz, items, view));
    });
  });
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError('Write a whole number.');
  return number;
}
