import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../src/policy/dates.ts';

describe('findDates', () => {
  it.each([
    ['令和8年4月1日から施行する', ['2026-04-01']],
    ['令和元年５月１日', ['2019-05-01']],
    ['平成16年6月策定', ['2004-06']],
    ['平成二五年一〇月一七日政令第三〇〇号', ['2013-10-17']],
    ['平成十二年三月二十八日', ['2000-03-28']],
    ['昭和 46 年規則第 9 号', ['1971']],
    ['R5.4.1 | 制定', ['2023-04-01']],
    ['2024年4月1日、2025/10/1、2026-01-31', ['2024-04-01', '2025-10-01', '2026-01-31']],
    ['5 January 2024 and January 6, 2024', ['2024-01-05', '2024-01-06']],
    ['Effective 1st March 2025', ['2025-03-01']],
    ['令和5年13月1日、2024-02-30', []],
    ['第12条第3項、10.1.2、Section 2.4', []],
  ])('%s', (text, dates) => {
    expect(findDates(text).map((date) => date.iso)).toEqual(dates);
  });

  it('reads back every day of an era, in order and in place', () => {
    const day = fc.date({ min: new Date('2019-05-01'), max: new Date('2079-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 4 }), (days) => {
        const texts = days.map(
          (date) => `令和${date.getUTCFullYear() - 2018}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`,
        );
        const found = findDates(texts.join('及び'));
        expect(found.map((date) => date.iso)).toEqual(days.map((date) => date.toISOString().slice(0, 10)));
        expect(found.map((date) => texts.join('及び').slice(date.start, date.end))).toEqual(texts);
      }),
    );
  });
});
