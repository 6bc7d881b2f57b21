import { describe, expect, it } from 'vitest';
import { KiteiError } from '../../src/errors.ts';
import { compileRedaction } from '../../src/privacy/redact.ts';
import { redactForLog } from '../../src/privacy/redact-for-log.ts';

const redact = compileRedaction({ employeeNumber: null });

describe('a failure in a log', () => {
  it('names the failure without what people typed', () => {
    const question = '第5条の「例外」は\n誰が許可しますか';
    const plain = new TypeError(`no answer to ${question}`);
    const asJson = new Error(`insert failed: {"question":${JSON.stringify(question)}}`);
    expect(redactForLog(plain, redact, [question])).toBe('TypeError: no answer to […]');
    expect(redactForLog(asJson, redact, [question])).toBe('Error: insert failed: {"question":"[…]"}');
  });

  it('is redacted, one line, and without stack and cause', () => {
    const cause = new Error('090-1234-5678');
    const error = new KiteiError(
      'log.unwritable',
      'cannot write\nfor taro@example.jp',
      'Free some space.',
      cause,
    );
    expect(redactForLog(error, redact)).toBe('log.unwritable: cannot write for [e-mail address]');
    expect(redactForLog('田中さん', redact)).toBe('[氏名]さん');
    expect(redactForLog(new Error('x '.repeat(2000)), redact).length).toBeLessThanOrEqual(500);
  });
});
