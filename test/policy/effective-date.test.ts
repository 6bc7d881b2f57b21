import { describe, expect, it } from 'vitest';
import { read } from './tree-text.ts';

const dated = (supplement: string) =>
  read(`# 規程\n\n第1条　職員は、守る。\n\n附則\n\n${supplement}\n`).effectiveDate;

describe('the day from which a text is in force', () => {
  it.each([
    ['この規程は、令和8年4月1日から施行する。', '2026-04-01'],
    ['この規程は、令和８年４月１日から施行し、令和７年度の予算から適用する。', '2026-04-01'],
    [
      'この規程は、令和8年4月1日から施行する。ただし、第1条の規定は、令和8年10月1日から施行する。',
      '2026-04-01',
    ],
    [
      '1　この規程は、平成16年4月1日から施行する。\n\n附則\n\nこの規程は、令和8年1月15日から施行する。',
      '2026-01-15',
    ],
  ])('%s', (supplement, day) => {
    expect(dated(supplement)).toBe(day);
  });
});
