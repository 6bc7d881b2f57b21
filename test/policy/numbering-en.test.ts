import { describe, expect, it } from 'vitest';
import { read, treeOf } from './tree-text.ts';

describe('English texts', () => {
  it('number in bold lines, with letters and roman numerals', () => {
    const document = read(
      `**ACME CORPORATION**

**REMOTE WORK POLICY**

Effective Date: January 5, 2024

**1. PURPOSE**

This policy explains remote work.

**2. ELIGIBILITY**

2.1. Employees may work remotely if:

a. their manager approves; and

b. they have completed training:

   i. security training; and

   ii. safety training.

**Appendix A: Checklist**

1. Lock the door.
2. Lock the screen.
`,
    );
    expect(document.title).toBe('REMOTE WORK POLICY');
    expect(document.effectiveDate).toBe('2024-01-05');
    expect(treeOf(document).slice(1)).toEqual([
      '1 ^0 | PURPOSE | This policy explains remote work.',
      '2 ^0 | ELIGIBILITY | ',
      '2.1 ^2 |  | Employees may work remotely if:',
      '2.1a ^2.1 |  | their manager approves; and',
      '2.1b ^2.1 |  | they have completed training:',
      '2.1b.i ^2.1b |  | security training; and',
      '2.1b.ii ^2.1b |  | safety training.',
      'Appendix A ^0 | Checklist | ',
      'Appendix A.1 ^Appendix A |  | Lock the door.',
      'Appendix A.2 ^Appendix A |  | Lock the screen.',
    ]);
  });

  it('have parts and articles with titles on the next line', () => {
    const source =
      'PART I\nPRELIMINARY\n\nArticle 1\nPurpose\n1. This Regulation lays down rules.\n2. It protects people.\n\nArticle 2 - Scope\nThis Regulation applies to:\n(a) controllers;\n(b) processors, but:\n(i) not natural persons;\n(ii) not households.\n\nPART II\nRULES\n\nArticle 3. Duties\nControllers shall keep records.\n\nANNEX I\nForms\n1. Form A\n2. Form B\n';
    expect(treeOf(read(source, 'txt'))).toEqual([
      'Part I ^ | PRELIMINARY | ',
      'Article 1 ^Part I | Purpose | ',
      'Article 1(1) ^Article 1 |  | This Regulation lays down rules.',
      'Article 1(2) ^Article 1 |  | It protects people.',
      'Article 2 ^Part I | Scope | This Regulation applies to:',
      'Article 2(a) ^Article 2 |  | controllers;',
      'Article 2(b) ^Article 2 |  | processors, but:',
      'Article 2(b)(i) ^Article 2(b) |  | not natural persons;',
      'Article 2(b)(ii) ^Article 2(b) |  | not households.',
      'Part II ^ | RULES | ',
      'Article 3 ^Part II | Duties | Controllers shall keep records.',
      'Annex I ^ | Forms | ',
      'Annex I.1 ^Annex I |  | Form A',
      'Annex I.2 ^Annex I |  | Form B',
    ]);
  });

  it('use slugs where headings have no number, and nest lists by indent', () => {
    const document = read(
      `# Handbook

- [Introduction](#introduction)
- [1. Leave](#leave)
- [FAQ](#faq)

## Introduction

Welcome. See [Leave](#leave).

## 1. Leave

1. Annual leave is 20 days.
2. Sick leave needs a note.
   1. After three days.
   2. From a doctor.
3. Unpaid leave must be approved.

### Carry over

Up to five days.

## FAQ

### Overview

Ask.

## Other

### Overview

A policy is
wrapped here.
`,
    );
    expect(treeOf(document)).toEqual([
      '0 ^ | Handbook | ',
      'introduction ^0 | Introduction | Welcome. See Leave.',
      '1 ^0 | Leave | ',
      '1.1 ^1 |  | Annual leave is 20 days.',
      '1.2 ^1 |  | Sick leave needs a note.',
      '1.2.1 ^1.2 |  | After three days.',
      '1.2.2 ^1.2 |  | From a doctor.',
      '1.3 ^1 |  | Unpaid leave must be approved.',
      '1.carry-over ^1 | Carry over | Up to five days.',
      'faq ^0 | FAQ | ',
      'overview ^faq | Overview | Ask.',
      'other ^0 | Other | ',
      'other.overview ^other | Overview | A policy is wrapped here.',
    ]);
  });

  it('tell (i) the roman number from (i) the letter by what follows', () => {
    const letters = [...'abcdefghijk']
      .map((letter) => `(${letter}) Item ${letter} must be kept.`)
      .join('\n\n');
    const list = read(`## 1. List\n\nKeep:\n\n${letters}\n`);
    expect(list.clauses.map((clause) => clause.label)).toEqual([
      '1',
      ...[...'abcdefghijk'].map((letter) => `1(${letter})`),
    ]);
    const nested = read(
      `## 1. List\n\nKeep:\n\n${letters.split('(i)')[0]}\n\n(i) one;\n\n(ii) two;\n\n(iii) three.\n`,
    );
    expect(nested.clauses.map((clause) => clause.label).slice(-4)).toEqual([
      '1(h)',
      '1(h)(i)',
      '1(h)(ii)',
      '1(h)(iii)',
    ]);
  });

  it('leave numbers of wrapped sentences alone', () => {
    const document = read(
      '## 1. Notice\n\nStaff must give notice of at least\n30 days before they leave, as set out in\n(b) above. A personal bag of up to\n3.5 kg is allowed.\n',
    );
    expect(treeOf(document)).toEqual([
      '1 ^ | Notice | Staff must give notice of at least 30 days before they leave, as set out in (b) above. A personal bag of up to 3.5 kg is allowed.',
    ]);
  });

  it('read two numbers on one line', () => {
    const document = read(
      '1.1\tScope\n1.1.1\t(1)\tThe rules apply to staff.\n(2)\tThey apply to visitors.\n1.1.2\tThey do not apply to guests.\n',
      'txt',
    );
    expect(document.clauses.map((clause) => clause.label)).toEqual([
      '1.1',
      '1.1.1',
      '1.1.1(1)',
      '1.1.1(2)',
      '1.1.2',
    ]);
  });
});
