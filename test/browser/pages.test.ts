import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasChromium, openStage } from './stage.ts';

// The pages in a real browser, without scripts of their own, on the real application.

let stage: Awaited<ReturnType<typeof openStage>>;
beforeAll(async () => {
  if (hasChromium) stage = await openStage();
});
afterAll(async () => {
  await stage?.close();
});

const WORDS = {
  ja: {
    question: '私物のUSBメモリを使ってもいいですか',
    helpful: '役に立った',
    thanks: 'ありがとうございます。',
    gaps: '足りないもの',
    save: '記録する',
    saved: '確認を記録しました。',
    reindex: '更新する',
    receipt: '更新の結果',
  },
  en: {
    question: 'May I use my own USB stick?',
    helpful: 'It helped',
    thanks: 'Thank you.',
    gaps: 'Gaps',
    save: 'Save',
    saved: 'The review was saved.',
    reindex: 'Reindex',
    receipt: 'Receipt',
  },
};

/** What axe finds that keeps somebody out. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target).join(' | ')))`);
}

const PAGES = [
  '/',
  '/policies',
  '/policies/minamori-security-standards',
  '/policies/minamori-security-standards/2027/changes',
  '/training',
  '/training/gaps',
  '/training/coverage',
  '/training/questions',
  '/training/answers',
  '/training/events',
  '/training/digest',
  '/training/quiz',
  '/admin',
  '/audit',
  '/nowhere',
];

describe.skipIf(!hasChromium).each(['ja', 'en'] as const)('in Chromium (%s)', (language) => {
  const words = WORDS[language];
  const scheme = language === 'ja' ? 'light' : 'dark';
  const open = async (path: string, width = 1280) => {
    const visitor = await stage.visitor({
      locale: language,
      colorScheme: scheme,
      viewport: { width, height: 800 },
    });
    const page = await visitor.newPage();
    await page.goto(stage.url + path);
    return page;
  };

  it('somebody asks with the keyboard, has the answer in view, opens its clause, and says that it helped', async () => {
    const page = await open('/');
    await page.keyboard.type(words.question);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('article.answer');
    expect(await page.evaluate('document.activeElement.id')).toBe('latest');
    expect(await page.locator('article.answer h3').isVisible()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: words.helpful, exact: true }).click();
    await page.getByRole('status').getByText(words.thanks).waitFor();
    await page.locator('figcaption a').first().click();
    const label = decodeURIComponent(new URL(page.url()).hash.slice(1));
    expect(await page.locator(`[id="${label}"]`).isVisible()).toBe(true);
    await page.context().close();
  });

  it('a trainer goes from gaps to a question and reviews its answer', async () => {
    const page = await open('/training');
    await page.getByRole('link', { name: words.gaps, exact: true }).click();
    await page.locator('.gaps a').first().click();
    expect(await barriers(page)).toEqual([]);
    await page.locator('a[href^="/training/questions/"]').first().click();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: words.save, exact: true }).click();
    await page.getByText(words.saved).waitFor();
    await page.context().close();
  });

  it('an administrator reindexes and sees the receipt', async () => {
    const page = await open('/admin');
    await page.getByRole('button', { name: words.reindex, exact: true }).click();
    await page.getByRole('heading', { name: words.receipt, exact: true }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  });

  it.each(PAGES)('%s keeps nobody out, and fits a phone', async (path) => {
    const page = await open(path);
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});

describe.skipIf(!hasChromium)('the check itself', () => {
  it('finds what keeps somebody out', async () => {
    const visitor = await stage.visitor({ bypassCSP: true });
    const page = await visitor.newPage();
    await page.goto(stage.url);
    await page.evaluate('document.body.append(document.createElement("input"))');
    expect(await barriers(page)).toContainEqual(expect.stringContaining('label'));
    await visitor.close();
  });
});

describe.skipIf(!hasChromium)('the application', () => {
  it('failed at none of this', () => {
    expect(stage.failures).toEqual([]);
  });
});
