import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerJson } from '../../adapters/cli/answer-json.ts';
import { renderAnswer } from '../../adapters/cli/render-answer.ts';
import { PLAIN } from '../../adapters/cli/terminal.ts';
import { wordsOf } from '../../adapters/cli/words-of.ts';
import { placeLine } from '../../adapters/slack/citation-place.ts';
import { english as slackEnglish } from '../../adapters/slack/words-en.ts';
import { japanese as slackJapanese } from '../../adapters/slack/words-ja.ts';
import { placeOf } from '../../adapters/teams/answer-card.ts';
import { english as teamsEnglish } from '../../adapters/teams/words-en.ts';
import { japanese as teamsJapanese } from '../../adapters/teams/words-ja.ts';
import { english as webEnglish } from '../../adapters/web/words-en.ts';
import { japanese as webJapanese } from '../../adapters/web/words-ja.ts';
import { createApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { folderWith, temporaryFolder } from '../indexing/samples.ts';
import { page, pdfFile } from '../policy/pdf-files.ts';

const QUESTION = '文書を複写してもいいですか';

async function answerFromPdf() {
  const knowledgeDir = await folderWith({});
  const file = pdfFile([
    page(['文書規程', '第1条　職員は、文書に件名を付けなければならない。']),
    page(['第2条　職員は、文書を書庫に保管しなければならない。']),
    page(['第3条　職員は、文書を複写してはならない。']),
  ]);
  await writeFile(join(knowledgeDir, 'rules.pdf'), file);
  const config = readConfig({}, { knowledgeDir, dataDir: await temporaryFolder() });
  await createApp(config);
  // As it is read back from the disk.
  const { answer } = await (await createApp(config)).ask({ text: QUESTION });
  return answer;
}

describe('the page of a PDF on which a clause starts', () => {
  it('is cited, and shown on the command line', async () => {
    const answer = await answerFromPdf();
    expect(answer.citations.map(({ clause, page }) => [clause, page])).toEqual([['第3条', 3]]);
    expect(answerJson(answer, 1).citations[0]).toMatchObject({ clause: '第3条', page: 3 });
    const shown = renderAnswer(answer, { width: 80, style: PLAIN });
    expect(shown).toMatch(/第3条 — 文書規程, \S+ 版 3ページ/);
  });

  it('is named by every channel, and left out where there is none', () => {
    const place = { documentTitle: 'T', version: '1', clause: '3', title: '' };
    const citation = { ...place, clauseId: 'd/1/3', document: 'd', quote: 'x', start: 0, end: 1 };
    const slack = (say: typeof slackEnglish, page?: number) =>
      JSON.stringify(placeLine({ ...place, document: 'd', ...(page !== undefined && { page }) }, null, say));
    expect(slack(slackEnglish, 12)).toContain('T, version 1, p. 12');
    expect(slack(slackJapanese, 12)).toContain('T 1 版 12ページ');
    expect(placeOf({ ...citation, page: 12 }, teamsEnglish)).toContain('version 1, p. 12');
    expect(placeOf({ ...citation, page: 12 }, teamsJapanese)).toContain('1 版 12ページ');
    expect(webEnglish.answer.version('1', 12)).toBe('version 1, p. 12');
    expect(webJapanese.answer.version('1', 12)).toBe('1 版 12ページ');
    expect(wordsOf('en').answer.version('1', 12)).toBe('version 1, p. 12');
    expect(slack(slackEnglish)).not.toContain('p.');
    expect(placeOf(citation, teamsJapanese)).not.toContain('ページ');
  });
});
