import type { Readable } from 'node:stream';
import type { Command } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import { answerJson } from '../answer-json.ts';
import type { Context } from '../context.ts';
import { openConversation } from '../open-conversation.ts';
import { asOfOption, configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { renderAnswer } from '../render-answer.ts';

interface AskOptions extends IndexOptions {
  readonly json?: boolean;
  readonly asOf?: string;
  readonly log: boolean;
}

/** `kitei ask [question…]`: one question from the command line or standard input, one answer. */
export function addAsk(program: Command, context: Context): void {
  const { say } = context;
  const command = program
    .command('ask')
    .description(say.help.commands.ask)
    .argument('[question...]', say.help.arguments.question)
    .option('--json', say.help.options.json)
    .option('--no-log', say.help.options.noLog)
    .addOption(asOfOption(say));
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei ask "業務の資料を家に持ち帰ってもいいですか"',
    'kitei ask --as-of 2026-04-01 "May I use my own phone for work mail?"',
    'echo "パソコンを失くしました" | kitei ask --json',
  ).action(async (words: string[], options: AskOptions) => {
    const config = configOf(options, context);
    const question = await typedOrPiped(words, context);
    const conversation = await openConversation(config, context, options);
    try {
      const start = performance.now();
      const answer = await conversation.ask(question);
      const latencyMs = performance.now() - start;
      context.terminal.print(
        options.json
          ? JSON.stringify(answerJson(answer, latencyMs), null, 2)
          : renderAnswer(answer, context.terminal),
      );
    } finally {
      await conversation.close();
    }
  });
}

async function typedOrPiped(words: readonly string[], { stdin, say }: Context): Promise<string> {
  const piped = words.length === 0 ? !stdin.isTTY : words.length === 1 && words[0] === '-';
  const question = piped ? await readQuestion(stdin) : words.join(' ');
  if (question.trim() === '') {
    throw new KiteiError('question.invalid', say.noQuestion, 'kitei ask --help');
  }
  return question;
}

/** More than any question may have; reading stops there. */
const MOST_BYTES = 1 << 20;

async function readQuestion(stdin: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunks.at(-1)?.length ?? 0;
    if (size > MOST_BYTES) break;
  }
  try {
    return new TextDecoder('utf-8', { fatal: size <= MOST_BYTES }).decode(Buffer.concat(chunks)).trim();
  } catch (cause) {
    throw new KiteiError(
      'question.invalid',
      'The question on standard input is not text in UTF-8.',
      'Pass plain text; convert it first, for example with iconv.',
      cause,
    );
  }
}
