import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { hasChromium, openStage } from '../browser/stage.ts';

// Pictures of the main pages for the documentation: `npm run screenshots`.

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url));

if (!hasChromium) throw new Error('There is no Chromium at /usr/bin/chromium.');
mkdirSync(FOLDER, { recursive: true });
const stage = await openStage();
try {
  const visitor = await stage.visitor({
    locale: 'ja',
    colorScheme: 'light',
    viewport: { width: 960, height: 720 },
  });
  const page = await visitor.newPage();
  const shoot = (name: string) => page.screenshot({ path: `${FOLDER}${name}.png` });
  await page.goto(stage.url);
  await page.locator('#question').fill('私物のUSBメモリを使ってもいいですか');
  await page.locator('form.ask .primary').click();
  await page.waitForSelector('article.answer');
  await page.locator('.in-place summary').first().click();
  await shoot('chat');
  await page.locator('figcaption a').first().click();
  await shoot('policy');
  await page.goto(`${stage.url}/training`);
  await shoot('training');
  await page.goto(`${stage.url}/training/gaps`);
  await shoot('gaps');
  await page.goto(`${stage.url}/admin/documents`);
  const revision = await readFile(
    new URL('../../knowledge/policies/minamori-security-standards.md', import.meta.url),
    'utf8',
  );
  const changed = revision
    .replace(/^version: .*$/m, 'version: "2026.10"')
    .replace(
      '私物のＵＳＢメモリその他の私物の記録媒体を業務に利用してはならない',
      '課長の許可を得て、私物のＵＳＢメモリその他の私物の記録媒体を業務に利用することができる',
    );
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'revision.md', mimeType: 'text/markdown', buffer: Buffer.from(changed) });
  await page.locator('select[name=of]').selectOption('minamori-security-standards.md');
  await page.locator('input[value=replace]').check();
  await page.locator('form[enctype] .primary').click();
  await page.locator('h2 + p + .changes').waitFor();
  await shoot('document');
  await page.goto(`${stage.url}/admin/draft`);
  await page.locator('form[action="/admin/draft/rehearse"] button').click();
  await page.locator('.flips, .problem').first().waitFor({ timeout: 180_000 });
  await page.evaluate('document.querySelector(".flips").previousElementSibling.scrollIntoView()');
  await shoot('rehearsal');
} finally {
  await stage.close();
}
