import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { KiteiError } from '../../../src/errors.ts';
import type { Context } from '../context.ts';
import { report } from '../failure.ts';
import { openConversation } from '../open-conversation.ts';
import { asOfOption, configOf, type IndexOptions, withExamples, withIndexOptions } from '../options.ts';
import { renderAnswer } from '../render-answer.ts';

interface ChatOptions extends IndexOptions {
  readonly asOf?: string;
  readonly log: boolean;
}

/** `kitei chat`: a conversation, one question a line, until Ctrl-D or /quit. */
export function addChat(program: Command, context: Context): void {
  const { say, terminal, stdin } = context;
  const command = program
    .command('chat')
    .description(say.help.commands.chat)
    .option('--no-log', say.help.options.noLog)
    .addOption(asOfOption(say));
  withExamples(
    withIndexOptions(command, say),
    say,
    'kitei chat',
    'kitei chat --knowledge ./knowledge',
  ).action(async (options: ChatOptions) => {
    const conversation = await openConversation(configOf(options, context), context, options);
    terminal.note(say.chat.greeting);
    const lines = createInterface({
      input: stdin,
      ...(stdin.isTTY && { output: process.stderr }),
      prompt: say.chat.prompt,
    });
    // readline keeps Ctrl-C for itself; hand it on to the process.
    lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    if (stdin.isTTY) lines.prompt();
    for await (const line of lines) {
      const question = line.trim();
      if (question === '/quit') break;
      if (question === '/new') {
        conversation.restart();
        terminal.note(say.chat.fresh);
      } else if (question !== '') {
        try {
          terminal.print(`\n${renderAnswer(await conversation.ask(question), terminal)}\n`);
        } catch (error) {
          // A question that cannot be taken does not end the conversation.
          if (!(error instanceof KiteiError)) throw error;
          report(error, context);
        }
      }
      if (stdin.isTTY) lines.prompt();
    }
    lines.close();
    await conversation.close();
    // Ctrl-D leaves the cursor behind the prompt.
    if (stdin.isTTY) terminal.note('');
  });
}
