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
    stage: '下書きに入れる',
    toPublishing: '公開のページへ',
    rehearse: '予行する',
    result: '予行の結果',
    acknowledge: '変わる回答を確認し、これでよいと認めます。',
    publish: '公開する',
    published: '公開しました。',
    withdraw: '戻す',
    withdrawn: '一つ前の索引に戻しました。',
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
    stage: 'Put into the draft',
    toPublishing: 'Go to publishing',
    rehearse: 'Rehearse',
    result: 'What the rehearsal found',
    acknowledge: 'I have seen which answers change, and that is right.',
    publish: 'Publish',
    published: 'Published.',
    withdraw: 'Roll back',
    withdrawn: 'The index before serves again.',
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
  '/training/review',
  '/training/vocabulary',
  '/policies/minamori-security-standards/2027.04?heat',
  '/training/answers',
  '/training/events',
  '/training/digest',
  '/training/quiz',
  '/admin',
  '/admin/documents',
  '/admin/document?path=minamori-acceptable-use.md',
  '/admin/draft',
  '/admin/history',
  '/admin/files/vocabulary.yaml',
  '/admin/system',
  '/audit',
  '/nowhere',
];

describe.skipIf(!hasChromium).each(['ja', 'en'] as const)('in Chromium (%s)', (language) => {
  const words = WORDS[language];
  const scheme = language === 'ja' ? 'light' : 'dark';
  const open = async (path: string, width = 1280, javaScriptEnabled = true) => {
    const visitor = await stage.visitor({
      locale: language,
      colorScheme: scheme,
      javaScriptEnabled,
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

  it('somebody without scripts asks, opens the clause in its place, and asks on', async () => {
    const page = await open('/', 1280, false);
    for (let turn = 1; turn <= 2; turn++) {
      await page.locator('#question').fill(words.question);
      await page.locator('form.ask .primary').click();
      expect(await page.locator('article.answer').count()).toBe(turn);
    }
    const clause = page.locator('.in-place').last();
    expect(await clause.locator('mark').isVisible()).toBe(false);
    await clause.locator('summary').click();
    expect(await clause.locator('mark').isVisible()).toBe(true);
    await page.context().close();
  });

  it('a trainer reviews by keyboard alone', async () => {
    const page = await open('/training/review');
    const first = await page.locator('main h2').first().textContent();
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('1');
    await page.locator('[role=status]').waitFor();
    expect(await page.locator('main h2').first().textContent()).not.toBe(first);
    await page.keyboard.press('n');
    await page.waitForURL(/after=|queue=/);
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

  it('an administrator uploads a revision, rehearses, publishes and rolls it back', async () => {
    const page = await open('/admin/documents');
    const name = `course-${language}.md`;
    const rule = `# 研修の手引（${language}）\n\n第1条 研修の教材は、私物の端末で見ることができる。\n`;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/markdown', buffer: Buffer.from(rule) });
    await page.locator('main').getByRole('button', { name: words.stage, exact: true }).click();
    await page.getByRole('link', { name: words.toPublishing }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: words.toPublishing }).click();
    await page.getByRole('button', { name: words.rehearse, exact: true }).click();
    await page.getByRole('heading', { name: words.result }).waitFor({ timeout: 120_000 });
    expect(await barriers(page)).toEqual([]);
    const consent = page.getByLabel(words.acknowledge);
    if ((await consent.count()) > 0) await consent.check();
    const reason = page.locator('input[name=override]');
    if ((await reason.count()) > 0) await reason.fill('test');
    await page.locator('form[action="/admin/draft/publish"] button').click();
    await page.getByRole('heading', { name: words.published }).waitFor({ timeout: 120_000 });
    await page.goto(`${stage.url}/policies`);
    await page.getByRole('link', { name: `研修の手引（${language}）` }).waitFor();
    await page.goto(`${stage.url}/admin/history`);
    await page.locator('input[name=reason]').fill('test');
    await page.getByRole('button', { name: words.withdraw, exact: true }).click();
    await page.getByText(words.withdrawn).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.context().close();
  }, 240_000);

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
