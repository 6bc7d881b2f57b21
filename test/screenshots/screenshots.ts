import { mkdirSync } from 'node:fs';
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
  await page.locator('.primary').click();
  await page.waitForSelector('article.answer');
  await shoot('chat');
  await page.locator('figcaption a').first().click();
  await shoot('policy');
  await page.goto(`${stage.url}/training`);
  await shoot('training');
  await page.goto(`${stage.url}/training/gaps`);
  await shoot('gaps');
} finally {
  await stage.close();
}
