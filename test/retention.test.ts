import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { logConfig } from '../src/config/log-settings.ts';
import { purge } from '../src/retention.ts';
import { openStores } from '../src/stores.ts';
import { aRecord } from './contracts/records.ts';

it('drops wording, then records, then what remains of them, each in its time', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'kitei-retention-'));
  const settings = logConfig({ KITEI_LOG_DAYS: 90, KITEI_STATISTICS_DAYS: 365 });
  const stores = await openStores({ dataDir: dir, databaseUrl: null, log: settings }, () => {});
  try {
    const { log, addresses, counts } = stores;
    const asked = Date.UTC(2026, 0, 1);
    const after = (days: number) => new Date(asked + days * 86_400_000);
    const record = aRecord({ askedAt: after(0).toISOString() });
    await log.append(record);
    await addresses.put(record.id, { channel: 'slack', at: { user: 'U1' } }, record.askedAt);
    const counted = async () => (await counts.between('2026-01-01', '2026-01-02')).length;

    expect(await purge(stores, settings, after(89))).toEqual({ wordings: 0, records: 0, addresses: 0 });
    expect(await log.find(record.id)).toMatchObject({ question: record.question });

    await purge(stores, settings, after(91));
    expect(await log.find(record.id)).toMatchObject({ question: null, verdict: record.verdict });
    expect(await addresses.get(record.id)).toBeNull();

    expect(await purge(stores, settings, after(366), 'trusted')).toMatchObject({ records: 1 });
    expect(await log.find(record.id)).toBeNull();
    expect(await counted()).toBe(1);

    await purge(stores, settings, after(1_096));
    expect(await counted()).toBe(1);
    await purge(stores, settings, after(1_097));
    expect(await counted()).toBe(0);
  } finally {
    await stores.close();
    rmSync(dir, { recursive: true });
  }
});

it.each(['a year', 'ten years'])(
  'a clock that is %s ahead deletes nothing until somebody trusts it',
  async (ahead) => {
    const dir = mkdtempSync(join(tmpdir(), 'kitei-retention-'));
    const settings = logConfig({ KITEI_LOG_DAYS: 90, KITEI_STATISTICS_DAYS: 365 });
    const stores = await openStores({ dataDir: dir, databaseUrl: null, log: settings }, () => {});
    try {
      const record = aRecord({ askedAt: new Date(Date.UTC(2026, 0, 1)).toISOString() });
      await stores.log.append(record);
      const wrong = new Date(Date.UTC(ahead === 'a year' ? 2027 : 2036, 0, 3));
      await expect(purge(stores, settings, wrong)).rejects.toMatchObject({ code: 'clock.doubtful' });
      expect(await stores.log.find(record.id)).toMatchObject({ question: record.question });
      // Back to the right time, and far before it: nothing is due.
      for (const year of [2026, 1970])
        expect(await purge(stores, settings, new Date(Date.UTC(year, 0, 3)))).toMatchObject({ records: 0 });
      expect(await purge(stores, settings, wrong, 'trusted')).toMatchObject({ records: 1 });
    } finally {
      await stores.close();
      rmSync(dir, { recursive: true });
    }
  },
);
