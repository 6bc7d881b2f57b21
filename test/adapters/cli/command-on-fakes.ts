import { Readable } from 'node:stream';
import type { Context, Services } from '../../../adapters/cli/context.ts';
import { run } from '../../../adapters/cli/program.ts';
import { PLAIN } from '../../../adapters/cli/terminal.ts';
import { wordsOf } from '../../../adapters/cli/words-of.ts';
import type { Question } from '../../../src/domain/question.ts';
import { KiteiError } from '../../../src/errors.ts';
import { aClause, aDocument, anAnswer, quoting } from '../../evaluation/examples.ts';

/** The one clause that the fake Kitei knows. */
export const clause = aClause({ label: '1' });
/** What it answers to everything but "long". */
export const answer = anAnswer('allowed', { text: 'Yes.', citations: [quoting(clause)] });

/** Runs a command line on fakes of Kitei's services and notes what it printed and what it asked of them. */
export async function command(
  argv: string[],
  options: {
    stdin?: string | Buffer | null;
    services?: Partial<Services>;
    env?: Record<string, string>;
    language?: 'ja' | 'en';
  } = {},
) {
  const out: string[] = [];
  const err: string[] = [];
  const calls: unknown[] = [];
  const app = {
    documents: [aDocument(clause)],
    clauses: [clause],
    generation: { id: 'g1' },
    problems: [{ path: 'bad.md', message: 'Empty.', remedy: 'Write something.' }],
    warnings: [],
    async ask(request: { text: string }) {
      calls.push(request);
      if (request.text === 'long')
        throw new KiteiError('question.invalid', 'Too long.', 'Ask in fewer words.');
      return { answer };
    },
  };
  const service = {
    kitei: app,
    assistant: {
      async ask({ id, channel, text }: Question) {
        calls.push({ id, channel, text });
        if (text === 'long') throw new KiteiError('question.invalid', 'Too long.', 'Ask in fewer words.');
        return { answer };
      },
    },
    close: async () => void calls.push('closed'),
  };
  const services = {
    indexPlaceOf: async ({ knowledgeDir, dataDir }: { knowledgeDir: string; dataDir: string }) => ({
      knowledgeDir,
      dataDir,
    }),
    createApp: async (config: object) => {
      calls.push(config);
      return app;
    },
    createService: async (config: object) => {
      calls.push(config);
      return service;
    },
    ...options.services,
  } as unknown as Services;
  const stdin = Readable.from(options.stdin == null ? [] : [options.stdin]);
  const context: Context = {
    env: options.env ?? {},
    stdin: options.stdin === null ? Object.assign(stdin, { isTTY: true }) : stdin,
    say: wordsOf(options.language ?? 'en'),
    terminal: {
      width: Number.POSITIVE_INFINITY,
      style: PLAIN,
      print: (text) => out.push(text),
      note: (text) => err.push(text),
      progress: () => {},
      endProgress: () => {},
    },
    services,
  };
  const code = await run(argv, context);
  return { code, out: out.join('\n'), err: err.join('\n'), calls };
}
