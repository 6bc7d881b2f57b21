import { describe, expect, test } from 'vitest';
import { checkLimits } from '../../src/answering/limits.ts';
import { quantities } from '../../src/answering/quantities.ts';

describe('quantities', () => {
  test.each([
    ['一万円', 10_000, 'yen'],
    ['1万5千円', 15_000, 'yen'],
    ['1.5万円', 15_000, 'yen'],
    ['一万二千五百円', 12_500, 'yen'],
    ['二十五万円', 250_000, 'yen'],
    ['12,500円', 12_500, 'yen'],
    ['三千円', 3_000, 'yen'],
    ['千円', 1_000, 'yen'],
    ['万円', 10_000, 'yen'],
    ['三十日', 30, 'day'],
    ['二週間', 14, 'day'],
    ['五百メートル', 500, 'metre'],
    ['2km', 2_000, 'metre'],
    ['一時間', 60, 'minute'],
    ['十分間', 10, 'minute'],
    ['三か月', 3, 'month'],
    ['£40', 40, 'pound'],
    ['40 quid', 40, 'pound'],
    ['fourteen days', 14, 'day'],
    ['two weeks', 14, 'day'],
  ])('%s', (text, value, unit) => {
    expect(quantities(text)).toMatchObject([{ value, unit, start: 0, end: text.length }]);
  });

  test.each([
    '第三者',
    '同一人',
    '9月30日',
    '平成13年',
    '2026年',
    '十分な配慮',
    '十分に',
    '万一の場合',
    '千葉',
  ])('nothing is counted in %s', (text) => expect(quantities(text)).toEqual([]));
});

describe('limits', () => {
  test.each([
    ['5千円のお菓子', '一件一万円以下の物品', 'within'],
    ['1万2千円のお菓子', '一件一万円以下の物品', 'beyond'],
    ['20日後でもいい?', '三十日以内に届け出る', 'within'],
    ['40日後でもいい?', '三十日以内に届け出る', 'beyond'],
    ['五百メートル先', '1キロメートル以上の移動', 'short'],
    ['二キロ先', '1キロメートル以上の移動', 'within'],
    ['2分離れる', '30分以上席を離れるとき', 'short'],
    ['一万円ちょうど', '一万円未満', 'beyond'],
    ['ten days away', 'no more than two weeks', 'within'],
    ['20日後', '三十円以内', 'unknown'],
    ['15キロの機材', '20キログラム以上の機材', 'short'],
    ['3か月の社員', '6か月を経過した社員', 'short'],
    ['30日前に出す', '40日前までに提出する', 'short'],
    ['50日前に出す', '40日前までに提出する', 'within'],
    ['30日で出す', '40日前までに提出する', 'unknown'],
    ['前日に申し出る', '前々日までに申し出る', 'short'],
    ['機密性3のデータ', '機密性2以上の情報', 'within'],
    ['機密性1のデータ', '機密性2の情報', 'beyond'],
  ])('%s under %s: %s', (question, sentence, expected) => {
    expect(checkLimits(question, sentence)).toBe(expected);
  });
});
