import { describe, expect, it } from 'vitest';
import { read, referencesOf } from './tree-text.ts';

const inPolicy = (text: string): readonly string[] =>
  referencesOf(
    read(
      `# Access Policy

## 1 Scope

1.1 Staff must comply.

1.2 Visitors:

(a) must sign in;

(b) must wear badges:

(i) at all times; and

(ii) in all rooms.

## 2 Rules

2.1 ${text}

2.2 Users must:

(a) lock screens; and

(b) except as paragraph (a) says, log off.

## Annex A: Forms

Use the form.
`,
    ),
  ).filter((reference) => reference.startsWith('2.1:'));

describe('English references', () => {
  it.each([
    ['as set out in section 1.2(b) above', ['section 1.2(b) -> 1.2(b)']],
    ['as set out in Section 1.2(b)(ii)', ['Section 1.2(b)(ii) -> 1.2(b)(ii)']],
    ['subject to sections 1.1 and 2.2', ['sections 1.1 and 2.2 -> 1.1 2.2']],
    ['under paragraphs 2.2(a) and (b)', ['paragraphs 2.2(a) and (b) -> 2.2(a) 2.2(b)']],
    ['in paragraphs 1.1 to 1.2', ['paragraphs 1.1 to 1.2 -> 1.1 1.2']],
    ['The exception in 1.2(a) applies', ['1.2(a) -> 1.2(a)']],
    ['Despite 1.1, no one may enter', ['1.1 -> 1.1']],
    ['bound by Parts 1 and 2 only', ['Parts 1 and 2 -> 1 2']],
    ['the form in Annex A', ['Annex A -> Annex A']],
    ['section 1 of this policy', ['section 1 -> 1']],
    ['see section 9.9', ['section 9.9 ->  (There is no 9.9 in this document.)']],
    ['version 1.1 costs £1.2 and takes 1.2 hours; all parts of the rules apply', []],
  ])('%s', (text, expected) => {
    expect(inPolicy(`It is so ${text}.`)).toEqual(expected.map((reference) => `2.1: ${reference}`));
  });

  it.each([
    'section 1.1 of the Data Act',
    'Article 1 of Regulation 2016/679',
    'GDPR Article 2',
    'Part 2 of the FSMR',
  ])('never links %s', (text) => {
    const [reference] = inPolicy(`It is so under ${text}.`);
    expect(reference).toMatch(/-> other text$/);
  });

  it('keeps numbers of another text apart once it was named', () => {
    expect(
      inPolicy(
        'Section 198(1) of the FSMR applies. Section 198(2) and section 205 do not. Section 1.1 does.',
      ),
    ).toEqual(
      [
        '2.1: Section 198(1) -> other text',
        '2.1: Section 198(2) and section 205 -> other text',
        '2.1: Section 1.1 -> 1.1',
      ].flatMap((line) =>
        line.includes(' and ')
          ? ['2.1: Section 198(2) -> other text', '2.1: section 205 -> other text']
          : [line],
      ),
    );
  });

  it('finds a mark beside the clause that names it', () => {
    const policy = read(
      '## 1 Rules\n\n1.1 Users must:\n\n(a) lock screens; and\n\n(b) except as paragraph (a) says, log off.\n\n1.2 Paragraph (b) is new, unless:\n\n(a) it is old; or\n\n(b) it is older.\n',
    );
    expect(referencesOf(policy)).toEqual(['1.1(b): paragraph (a) -> 1.1(a)', '1.2: Paragraph (b) -> 1.2(b)']);
  });
});
