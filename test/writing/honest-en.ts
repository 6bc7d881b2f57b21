import type { HonestSample } from './samples.ts';

export const HONEST_EN: readonly HonestSample[] = [
  {
    question: 'May I take my work laptop home?',
    verdict: 'allowed_conditional',
    approver: 'line manager',
    conditions: ['if their line manager has approved it in writing'],
    cited: [['4.2', 'Staff may take a work laptop home if their line manager has approved it in writing.']],
    wordings: [
      [['Yes, you may take your work laptop home if your line manager has approved it in writing.', 'c1']],
      [['You can take it home once your line manager has approved it in writing.', 'c1']],
      [['Only with the written approval of your line manager.', 'c1']],
      [
        [
          'You need written approval from your line manager first; with it, you may take a work laptop home.',
          'c1',
        ],
      ],
    ],
  },
  {
    question: 'Can I plug my own USB stick into the office PC?',
    verdict: 'not_allowed',
    cited: [['5.8', 'Users must not connect a personal USB memory stick to a company device.']],
    wordings: [
      [['No, you must not connect a personal USB memory stick to a company device.', 'c1']],
      [['Sorry, personal USB sticks must not be connected to company devices.', 'c1']],
      [['No. Section 5.8 forbids connecting a personal USB memory stick to a company device.', 'c1']],
    ],
  },
  {
    question: 'Do I have to lock my screen when I go for coffee?',
    verdict: 'required',
    cited: [['6.1', 'Staff must lock their screen whenever they leave their desk.']],
    wordings: [
      [['Yes, you must lock your screen whenever you leave your desk.', 'c1']],
      [['Yes, locking your screen is required whenever you leave your desk.', 'c1']],
    ],
  },
  {
    question: 'Can I accept a £20 gift card from a supplier?',
    verdict: 'allowed_conditional',
    conditions: ['provided they are recorded in the gifts register'],
    cited: [
      [
        '7.3',
        'Gifts worth up to £25 may be accepted from suppliers, provided they are recorded in the gifts register.',
      ],
    ],
    wordings: [
      [
        [
          'Yes, gifts worth up to £25 may be accepted, provided they are recorded in the gifts register.',
          'c1',
        ],
      ],
      [['You may accept it if it is worth up to £25 and you record it in the gifts register.', 'c1']],
    ],
  },
  {
    question: 'How long are complaint files kept?',
    verdict: 'informational',
    cited: [['9.2', 'Complaint files are kept for ten years and are then destroyed.']],
    wordings: [
      [['Complaint files are kept for ten years and then destroyed.', 'c1']],
      [['We keep complaint files for ten years.', 'c1']],
    ],
  },
  {
    question: 'Can I use the gym during working hours?',
    verdict: 'allowed',
    cited: [['3.4', 'Employees may use the company gym during their breaks.']],
    wordings: [
      [['Yes, you may use the company gym during your breaks.', 'c1']],
      [['You are allowed to use the company gym during breaks.', 'c1']],
    ],
  },
  {
    question: 'Do I need approval to install software from the catalogue?',
    verdict: 'informational',
    cited: [['8.2', 'Software listed in the catalogue does not require approval.']],
    wordings: [
      [['No, software listed in the catalogue does not require approval.', 'c1']],
      [['You do not need approval for software listed in the catalogue.', 'c1']],
    ],
  },
  {
    question: 'Is it ok to post a photo of a patient if no name is shown?',
    verdict: 'not_allowed',
    cited: [['5.2', 'You must not post anything about a patient, even if the patient is not named.']],
    wordings: [
      [['No, you must not post anything about a patient, even if the patient is not named.', 'c1']],
      [['No. Posting anything about a patient is not allowed, even if the patient is not named.', 'c1']],
    ],
  },
  {
    question: 'Does the policy apply to student placements?',
    verdict: 'applies',
    cited: [['1.2(c)', 'This policy applies to students on placement, from the first day of the placement.']],
    wordings: [
      [['Yes, it applies to students on placement from the first day of the placement.', 'c1']],
      [['Students on placement are covered by this policy from the first day.', 'c1']],
    ],
  },
  {
    question: 'Can I work abroad for a month?',
    verdict: 'needs_person',
    approver: 'Head of People',
    cited: [['10.4', 'Working from another country is decided case by case by the Head of People.']],
    wordings: [
      [['The policy leaves this to a person: the Head of People decides case by case.', 'c1']],
      [['This is decided case by case, so please ask the Head of People.', 'c1']],
    ],
  },
  {
    question: 'May I forward my work mail to my private address?',
    verdict: 'not_allowed',
    cited: [
      [
        '6.6',
        'Work mail must not be forwarded to private addresses. The Security Manager may permit exceptions in writing.',
      ],
    ],
    wordings: [
      [
        ['No, work mail must not be forwarded to private addresses.', 'c1'],
        ['The Security Manager may permit exceptions in writing.', 'c1'],
      ],
      [['Forwarding work mail to a private address is not allowed.', 'c1']],
    ],
  },
  {
    question: 'Can I bring my dog to the office?',
    verdict: 'not_allowed',
    cited: [['2.3', 'Animals other than assistance dogs are not permitted on the premises.']],
    wordings: [
      [['No, animals other than assistance dogs are not permitted on the premises.', 'c1']],
      [['Only assistance dogs are permitted; other animals may not be brought in.', 'c1']],
    ],
  },
  {
    question: 'Do I need a receipt for a taxi?',
    verdict: 'required',
    cited: [['6.3', 'A receipt must be submitted for every taxi fare over £10.']],
    wordings: [
      [['Yes, a receipt must be submitted for every taxi fare over £10.', 'c1']],
      [['You need to submit a receipt for any taxi fare over £10.', 'c1']],
    ],
  },
  {
    question: 'Can I work from home on Fridays?',
    verdict: 'allowed_conditional',
    approver: 'team leader',
    conditions: ['with the agreement of their team leader'],
    cited: [
      ['3.1', 'Employees may work from home up to two days a week with the agreement of their team leader.'],
    ],
    wordings: [
      [['Yes, with the agreement of your team leader you may work from home up to two days a week.', 'c1']],
      [['You can, as long as your team leader agrees, for up to two days a week.', 'c1']],
      [['If your team leader agrees, you may work from home up to two days a week.', 'c1']],
    ],
  },
  {
    question: 'Who can see my sickness record?',
    verdict: 'informational',
    cited: [['8.4', 'Sickness records may be seen only by the HR team and the line manager concerned.']],
    wordings: [
      [['Only the HR team and the line manager concerned may see sickness records.', 'c1']],
      [['Your sickness record may be seen by the HR team and the line manager concerned only.', 'c1']],
    ],
  },
  {
    question: 'Is it fine to share my password with a colleague on leave cover?',
    verdict: 'not_allowed',
    cited: [['4.1', 'Passwords must never be shared, not even with colleagues or IT staff.']],
    wordings: [
      [['No, passwords must never be shared, not even with colleagues.', 'c1']],
      [['You must not share your password with a colleague.', 'c1']],
    ],
  },
];
