import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Context, services } from '../../../adapters/cli/context.ts';
import { createProgram, run } from '../../../adapters/cli/program.ts';
import { PLAIN } from '../../../adapters/cli/terminal.ts';
import { wordsOf } from '../../../adapters/cli/words-of.ts';
import { failureText } from '../../../adapters/failure-text.ts';
import type { Language } from '../../../src/domain/policy.ts';

// What goes wrong is told in the language of the messages, whatever command it goes wrong in.

const JAPANESE = /[ぁ-んァ-ヶ一-龯]/;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kitei-languages-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function contextIn(language: Language) {
  const said: string[] = [];
  const context: Context = {
    env: { KITEI_DATA: join(dir, 'data'), KITEI_KNOWLEDGE: join(dir, 'none') },
    stdin: Readable.from([]),
    say: wordsOf(language),
    terminal: {
      width: 200,
      style: PLAIN,
      print: (text) => void said.push(text),
      note: (text) => void said.push(text),
      progress: () => {},
      endProgress: () => {},
    },
    services,
  };
  return { context, said };
}

async function kitei(argv: readonly string[], language: Language) {
  const { context, said } = contextIn(language);
  const code = await run(argv, context);
  return { code, said: said.join('\n') };
}

/** Commands that do something, with the words that call them. */
function leaves(
  command: Command,
  path: readonly string[] = [],
): { path: readonly string[]; command: Command }[] {
  const inner = command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
  return command.commands.length === 0 ? [{ path, command }] : inner;
}

/** Command lines with what can be typed wrongly in each command. */
function mistakes(): readonly (readonly string[])[] {
  return leaves(createProgram(contextIn('en').context)).flatMap(({ path, command }) => [
    [...path, '--nonsense'],
    ...(command.registeredArguments.some(({ required }) => required) ? [path] : []),
    ...(command.options.some(({ mandatory }) => mandatory) ? [[...path, 'x'].slice(0, path.length + 1)] : []),
    ...command.options.flatMap(({ required, argChoices, long }) => [
      ...(required ? [[...path, long ?? '']] : []),
      ...(argChoices === undefined ? [] : [[...path, long ?? '', 'nonsense']]),
    ]),
  ]);
}

const UNKNOWN_IDS: readonly (readonly string[])[] = [
  ['log', 'show', 'r0'],
  ['log', 'review', 'r0', '--finding', 'correct'],
  ['log', '--after', 'r0'],
  ['log', 'export', '--out', '/none/x.csv'],
  ['log', 'forget', '--asker', 'slack:T1:U1'],
  ['answers', 'approve', 'a0'],
  ['answers', 'reject', 'a0'],
  ['event', 'delete', 'e0'],
  ['clauses', '/none'],
  ['gaps'],
  ['quiz', '--seed', 'x'],
  ['log', '--since', 'x'],
  ['log', '--verdict', 'x'],
  ['restore', '/none'],
  ['evaluate', '--questions', '/none'],
  ['answers'],
  ['log'],
  ['event', 'list'],
];

describe.each(['ja', 'en'] as const)('mistakes told in %s', (language) => {
  const inLanguage = (said: string) =>
    language === 'ja' ? JAPANESE.test(said) : said !== '' && !JAPANESE.test(said);

  it('are told so for every command and option', async () => {
    const all = mistakes();
    expect(all.length).toBeGreaterThan(150);
    for (const argv of all) {
      const { code, said } = await kitei(argv, language);
      expect([argv.join(' '), code, said, inLanguage(said)]).toEqual([argv.join(' '), 2, said, true]);
    }
  });

  it.each(UNKNOWN_IDS.map((argv) => [argv.join(' ')]))(
    'are told so, or that there is nothing yet: %s',
    async (line) => {
      const { said } = await kitei(line.split(' '), language);
      expect([said, inLanguage(said)]).toEqual([said, true]);
      expect(said).not.toMatch(language === 'ja' ? /\b(is|not|the|There|See)\b/ : JAPANESE);
    },
  );
});

describe('help', () => {
  it('has no word of English in Japanese beside names', async () => {
    for (const { path } of leaves(createProgram(contextIn('ja').context))) {
      const { code, said } = await kitei([...path, '--help'], 'ja');
      expect(code).toBe(0);
      expect(said).not.toMatch(/\b(?:default|choices|display|the)\b/);
    }
  });
});

describe('the Japanese words of failures', () => {
  it.each(literals())('are known for: %s', (text, path) => {
    const filled = text.replaceAll('{}', '7');
    expect([path, failureText(filled, 'ja'), JAPANESE.test(failureText(filled, 'ja'))]).toEqual([
      path,
      expect.any(String),
      true,
    ]);
    expect(JAPANESE.test(failureText(filled, 'en'))).toBe(false);
  });

  it('puts a message within a message, a row of messages, and a list into words', () => {
    expect(failureText('The backup /b cannot be restored: x.db is missing.', 'ja')).toBe(
      'バックアップ /b は戻せません（x.db がありません）。',
    );
    expect(
      failureText('/a/b.md is empty. Put the text of the policy into the file, or remove it.', 'ja'),
    ).toBe('/a/b.md は空です。 規程の本文を入れるか、ファイルを消してください。');
    expect(
      failureText(
        'The settings have 2 mistakes: KITEI_X is not a setting; KITEI_PORT must be a whole number.',
        'ja',
      ),
    ).toBe('設定に誤りが 2 件あります: KITEI_X という設定はありません、KITEI_PORT は 整数 です');
    expect(failureText('Something nobody foresaw.', 'ja')).toBe('Something nobody foresaw.');
  });
});

/** The messages and remedies that the source hands to errors as they are, `{}` where it fills something in. */
function literals(): (readonly [text: string, path: string])[] {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  return ['src', 'adapters']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .flatMap((path) => {
          const source = readFileSync(join(root, folder, path), 'utf8');
          return [
            ...source.matchAll(/(?:new (?:KiteiError|InvalidArgumentError)|command\.error)\(/g),
          ].flatMap(({ index, 0: call }) =>
            argumentsAt(source, index + call.length).flatMap((argument) =>
              /^[`'"](?![\w-]+\.[\w-]+['"]$)/.test(argument) && /\w\w/.test(argument)
                ? [[templateOf(argument), `${folder}/${path}`] as const]
                : [],
            ),
          );
        }),
    )
    .filter(
      ([text]) =>
        !text.startsWith('kitei ') &&
        /[A-Za-z]{3}/.test(text.replaceAll('{}', '')) &&
        !/^[\s{}.:]*$/.test(text),
    );
}

/** The arguments of a call, each as written, from the place after its bracket on. */
function argumentsAt(source: string, from: number): string[] {
  const found: string[] = [];
  let depth = 0;
  let start = from;
  for (let at = from; at < source.length; at++) {
    const character = source[at] as string;
    if (`'"\``.includes(character)) at = endOfText(source, at);
    else if ('([{'.includes(character)) depth++;
    else if (character === ',' && depth === 0) {
      found.push(source.slice(start, at).trim());
      start = at + 1;
    } else if (')]}'.includes(character)) {
      if (depth === 0) return [...found, source.slice(start, at).trim()];
      depth--;
    }
  }
  return found;
}

function endOfText(source: string, from: number): number {
  const quote = source[from];
  let at = from + 1;
  while (source[at] !== quote) {
    if (source[at] === '\\') at++;
    else if (quote === '`' && source.startsWith('${', at)) {
      for (let depth = 1, inner = at + 2; ; inner++) {
        if (`'"\``.includes(source[inner] as string)) inner = endOfText(source, inner);
        else if (source[inner] === '{') depth++;
        else if (source[inner] === '}' && --depth === 0) {
          at = inner;
          break;
        }
      }
    }
    at++;
  }
  return at;
}

/** A text as written in the source, as the catalogue has it. */
function templateOf(written: string): string {
  let text = '';
  const inside = written.slice(1, -1);
  for (let at = 0; at < inside.length; at++) {
    if (inside.startsWith('${', at)) {
      for (let depth = 1, inner = at + 2; ; inner++) {
        if (`'"\``.includes(inside[inner] as string)) inner = endOfText(inside, inner);
        else if (inside[inner] === '{') depth++;
        else if (inside[inner] === '}' && --depth === 0) {
          at = inner;
          break;
        }
      }
      text += '{}';
    } else if (inside[at] === '\\') text += inside[++at] ?? '';
    else text += inside[at];
  }
  return text;
}
