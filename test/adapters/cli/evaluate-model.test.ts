import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { services } from '../../../adapters/cli/context.ts';
import type { WordedAnswer, WritingFigures } from '../../../src/evaluation/worded-answers.ts';
import { type ChatBehaviour, chatServer } from '../../models/chat-server.ts';
import { command } from './command-on-fakes.ts';

// The command on the real Kitei and the sample policies; the model is played by a server on this machine.

const KNOWLEDGE = fileURLToPath(new URL('../../../knowledge', import.meta.url));

let folder = '';
let questions = '';
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kitei-model-'));
  const lines = readFileSync(join(KNOWLEDGE, 'checks.jsonl'), 'utf8').trim().split('\n');
  const some = lines.filter((_, i) => i % 3 === 0);
  count = some.length;
  questions = join(folder, 'questions.jsonl');
  writeFileSync(questions, some.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Told {
  readonly verdict: string;
  readonly clauses: readonly { readonly id: string; readonly text: string }[];
}

/** What the prompt holds, as a model reads it. */
function readPrompt(content: string): Told {
  const part = (name: string) =>
    JSON.parse(new RegExp(`<${name}>(.*)</${name}>`).exec(content)?.[1] ?? 'null');
  return { verdict: part('finding').verdict, clauses: part('clauses') };
}

async function evaluate(
  name: string,
  behave: (told: Told) => ChatBehaviour,
  options: readonly string[] = [],
) {
  const server = await chatServer(({ body }) => behave(readPrompt(body.messages[1]?.content ?? '')));
  const report = join(folder, name);
  const run = await command(
    [
      'evaluate',
      ...['--questions', questions, '--knowledge', KNOWLEDGE, '--data', join(folder, 'data')],
      ...['--as-of', '2026-06-01', '--model', 'openai:small', '--report', report, ...options],
    ],
    { services: { createApp: services.createApp }, env: { KITEI_MODEL_URL: server.url } },
  );
  const kept = JSON.parse(readFileSync(join(report, 'writing.json'), 'utf8')) as {
    model: string;
    figures: WritingFigures;
    answers: WordedAnswer[];
  };
  return { ...run, kept, text: readFileSync(join(report, 'writing.md'), 'utf8'), asked: server.asked.length };
}

/** Says the clause itself, which is dull and true. */
const parrot = ({ verdict, clauses: [first] }: Told): ChatBehaviour => ({
  say: JSON.stringify({
    verdict,
    sentences: [{ text: first?.text ?? '', rests: [{ clause: first?.id ?? '', quote: first?.text ?? '' }] }],
  }),
});

describe('kitei evaluate --model', () => {
  it('measures the wording beside that of the rules, and keeps both', async () => {
    const { kept, text, out, code } = await evaluate('parrot', parrot);
    expect(code).toBe(0);
    const { outcomes } = kept.figures;
    expect(kept.model).toBe('openai:small');
    expect(kept.answers).toHaveLength(count);
    expect(outcomes.written + outcomes.repaired + outcomes.replaced + outcomes.left).toBe(count);
    expect(outcomes.written).toBeGreaterThan(0);
    expect(outcomes.left).toBeGreaterThan(0);
    expect(kept.figures.tokens?.each).toBeGreaterThan(100);
    const worded = kept.answers.filter(({ model }) => model !== null);
    expect(worded.length).toBe(outcomes.written + outcomes.repaired);
    for (const { quotes, model } of worded) expect(quotes.map(({ quote }) => quote)).toContain(model);
    for (const { rules } of worded) expect(text).toContain(rules.slice(0, 20));
    expect(out).toContain(String(outcomes.replaced));
  });

  it('finds that a model which only pleases is never let through', async () => {
    const { kept } = await evaluate('flatterer', ({ clauses: [first] }) => ({
      say: JSON.stringify({
        verdict: 'allowed',
        sentences: [{ text: 'はい、自由に使えます。', rests: [{ clause: first?.id, quote: first?.text }] }],
      }),
    }));
    const { outcomes, verdictsStopped } = kept.figures;
    expect(outcomes.written + outcomes.repaired).toBe(0);
    expect(verdictsStopped).toBeGreaterThan(outcomes.replaced / 2);
  });

  it('goes on through an outage, with an answer to every question', async () => {
    const { kept, asked } = await evaluate('down', () => ({ status: 503 }), ['--json']);
    const { outcomes, reasons } = kept.figures;
    expect(outcomes.replaced + outcomes.left).toBe(count);
    expect(reasons).toEqual({ unreachable: outcomes.replaced });
    expect(asked).toBe(outcomes.replaced);
  });

  it('goes with questions only', async () => {
    const { code } = await command(['evaluate', '--beir', 'x', '--model', 'openai:small'], {});
    expect(code).not.toBe(0);
  });
});
