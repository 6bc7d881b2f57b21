import { inflateSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { type TeamsApp, teamsAppPackage, teamsManifest } from '../../adapters/teams-app-package.ts';

const APP: TeamsApp = {
  appId: '11111111-1111-4111-8111-111111111111',
  url: 'https://kitei.example.lg.jp:8443',
  version: '1.2.3',
  prompts: { ja: ['持ち帰れますか', '使ってもいいですか'], en: ['May I take it home?'] },
};

describe('the app package', () => {
  const files = unzipSync(teamsAppPackage(APP));
  const json = (name: string) => JSON.parse(strFromU8(files[name] ?? new Uint8Array()));

  it('holds what the manifest names, at its top', () => {
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
    const { icons, localizationInfo } = json('manifest.json');
    expect(Object.values(icons)).toEqual(['color.png', 'outline.png']);
    expect(localizationInfo.additionalLanguages).toEqual([{ languageTag: 'en', file: 'en.json' }]);
  });

  it('is for one bot, in all three kinds of conversation', () => {
    const manifest = json('manifest.json');
    expect(manifest).toMatchObject({
      manifestVersion: expect.stringMatching(/^1\.(2[2-9]|[3-9]\d)$/),
      id: APP.appId,
      version: '1.2.3',
      validDomains: ['kitei.example.lg.jp:8443'],
      bots: [{ botId: APP.appId, scopes: ['personal', 'team', 'groupChat'] }],
    });
    expect(manifest.$schema).toContain(`/v${manifest.manifestVersion}/`);
    expect(manifest.composeExtensions[0]).toMatchObject({
      botId: APP.appId,
      commands: [{ type: 'action', context: ['message'], fetchTask: true }],
    });
  });

  it('offers prompts in both languages, in English for as many as there are', () => {
    const [{ commands }] = json('manifest.json').bots[0].commandLists;
    expect(commands.map(({ type, title }: { type: string; title: string }) => [type, title])).toEqual([
      ['prompt', '持ち帰れますか'],
      ['prompt', '使ってもいいですか'],
    ]);
    const english = json('en.json');
    expect(english['bots[0].commandLists[0].commands[0].title']).toBe('May I take it home?');
    expect(english['bots[0].commandLists[0].commands[1].title']).toBeUndefined();
  });

  it('keeps to the lengths that Teams takes', () => {
    const prompts = Array.from({ length: 20 }, () => 'あ'.repeat(5_000));
    const manifest = teamsManifest({ ...APP, prompts: { ja: prompts, en: [] } });
    const commands = manifest.bots[0].commandLists?.[0]?.commands ?? [];
    expect(commands).toHaveLength(12);
    for (const { title, description } of commands) {
      expect(title.length).toBeLessThanOrEqual(128);
      expect(description.length).toBeLessThanOrEqual(4_000);
    }
    for (const { name, description, shortcut, shortcutDescription } of [
      { ...manifest, shortcut: '', shortcutDescription: '' },
      {
        name: { short: json('en.json')['name.short'], full: json('en.json')['name.full'] },
        description: {
          short: json('en.json')['description.short'],
          full: json('en.json')['description.full'],
        },
        shortcut: json('en.json')['composeExtensions[0].commands[0].title'],
        shortcutDescription: json('en.json')['composeExtensions[0].commands[0].description'],
      },
    ]) {
      expect(name.short.length).toBeLessThanOrEqual(30);
      expect(name.full.length).toBeLessThanOrEqual(100);
      expect(description.short.length).toBeLessThanOrEqual(80);
      expect(description.full.length).toBeLessThanOrEqual(4_000);
      expect(shortcut.length).toBeLessThanOrEqual(32);
      expect(shortcutDescription.length).toBeLessThanOrEqual(128);
    }
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('has %s with %s pixels a side', (name, side) => {
    const { width, height, pixels } = readPng(files[name] ?? new Uint8Array());
    expect([width, height]).toEqual([side, side]);
    const opacities = new Set(pixels.map(([, , , opacity]) => opacity));
    // The full icon is opaque, the outline white on nothing.
    if (name === 'color.png') expect(opacities).toEqual(new Set([255]));
    else {
      expect(opacities.has(0) && opacities.has(255)).toBe(true);
      expect(pixels.every(([red, green, blue]) => red === 255 && green === 255 && blue === 255)).toBe(true);
    }
    expect(new Set(pixels.map((pixel) => pixel.join())).size).toBeGreaterThan(2);
  });
});

function readPng(bytes: Uint8Array) {
  const file = Buffer.from(bytes);
  expect(file.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const data = file.indexOf('IDAT');
  const rows = inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)));
  const pixels: number[][] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * (1 + 4 * width) + 1 + 4 * x;
      pixels.push([...rows.subarray(at, at + 4)]);
    }
  }
  return { width, height, pixels };
}
