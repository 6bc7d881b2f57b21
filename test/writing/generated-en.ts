import fc from 'fast-check';
import type { GeneratedRule } from './loosening.ts';

/** Ways to loosen any English sentence by what is put around or into it. */
function loosenEn(text: string): readonly string[] {
  const bare = text.replace(/\.$/, '');
  return [
    `In principle, ${text}`,
    `Officially, ${text}`,
    `As far as possible, ${text}`,
    `Normally ${text}`,
    `Unless you are in a hurry, ${text}`,
    `During working hours ${text}`,
    `It is not as if ${text}`,
    `It is not true that ${text}`,
    `Nobody says that ${text}`,
    `Some say that ${text}`,
    `${bare}, but nobody checks.`,
    `${bare}, more or less.`,
    `${bare} unless it is urgent.`,
    `${bare} except at weekends.`,
    `${bare} if there is time.`,
    `${bare} where possible.`,
    `${bare} or not.`,
    `${bare}, at least on paper.`,
    `${bare}; otherwise do as you like.`,
    `${bare}?`,
  ];
}

/** Rules put together from parts, with wordings of them. */
export const ENGLISH_RULES = fc
  .record({
    who: fc.constantFrom('Security Manager', 'Head of Estates', 'Finance Director', 'Site Manager'),
    other: fc.constantFrom('colleague', 'receptionist', 'supplier'),
    thing: fc.constantFrom('laptops', 'prototypes', 'paper records', 'measuring instruments'),
    rest: fc.constantFrom('vehicles', 'keys', 'samples'),
    place: fc.constantFrom('archive', 'branch office', 'exhibition'),
    act: fc.constantFrom('move', 'lend', 'send'),
    days: fc.integer({ min: 2, max: 28 }),
  })
  .map(({ who, other, thing, rest, place, act, days }): readonly GeneratedRule[] => {
    const question = `Can I ${act} ${thing} to the ${place}?`;
    const does = `${act} ${thing} to the ${place}`;
    const may = `You may ${does} if the ${who} has approved it in writing.`;
    const ban = `You must not ${does}.`;
    const duty = `You must report damaged ${thing} to the ${who} within ${days} days.`;
    return [
      {
        sample: {
          question,
          verdict: 'allowed_conditional',
          approver: who,
          cited: [['3.1', `Staff may ${does} if the ${who} has approved it in writing.`]],
        },
        faithful: [
          may,
          `Yes, y${may.slice(1)}`,
          `If the ${who} has approved it in writing, you may ${does}.`,
          `You can ${does} once the ${who} has approved it in writing.`,
          `You may not ${does} unless the ${who} has approved it in writing.`,
          `Only if the ${who} has approved it in writing.`,
          `You are allowed to ${does} provided the ${who} has approved it in writing.`,
        ],
        loosened: [
          ...loosenEn(may),
          `You may ${does}.`,
          `You may ${does} even if the ${who} has not approved it in writing.`,
          `You may ${does} unless the ${who} has approved it in writing.`,
          `You may ${does} before the ${who} has approved it in writing.`,
          `You may ${does} without the approval of the ${who}.`,
          `You may ${does} if the ${who} has approved it.`,
          `You may ${does} if the ${who} or a ${other} has approved it in writing.`,
          `You may ${does} if a ${other} has approved it in writing.`,
          `You may ${does} if someone has approved it in writing.`,
          `You may ${does} if anyone other than the ${who} has approved it in writing.`,
          `You may ${does} as if the ${who} has approved it in writing.`,
          `You may ${does} if the ${who} is deemed to have approved it in writing.`,
          `You may ${does} if the ${who} could have approved it in writing.`,
          `You may ${does} if the ${who} has not approved it in writing.`,
          `You may ${does} if you have told the ${who} in writing.`,
          `You may ${act} ${thing} and ${rest} to the ${place} if the ${who} has approved it in writing.`,
          `You may ${act} any ${thing} to the ${place} if the ${who} has approved it in writing.`,
          `Anyone may ${does} if the ${who} has approved it in writing.`,
          `You need not ask the ${who}.`,
          `You should have it approved by the ${who} in writing.`,
          `The ${who} need not have approved it in writing.`,
          `You must ${does} if the ${who} has approved it in writing.`,
          `The ${who} may ${does} if you have approved it in writing.`,
        ],
      },
      {
        sample: { question, verdict: 'not_allowed', cited: [['4.1', `Staff must not ${does}.`]] },
        faithful: [
          ban,
          `No, y${ban.slice(1)}`,
          `You may not ${does}.`,
          `You cannot ${does}.`,
          `You are not allowed to ${does}.`,
          `Unfortunately you must not ${does}.`,
        ],
        loosened: [
          ...loosenEn(ban),
          `You may ${does}.`,
          `You must not only ${does}.`,
          `You must not always ${does}.`,
          `You must not ${act} all ${thing} to the ${place}.`,
          `You must not ${does} without telling a ${other}.`,
          `You must not ${does} until tomorrow.`,
          `You must not ${does} more than once.`,
          `You must not not ${does}.`,
          `You should not ${does}.`,
          `You need not ${does}.`,
          `It is not forbidden to ${does}.`,
          `You must not ${does} yourself.`.replace('yourself', 'alone'),
          `You must not ${act} ${thing} other than ${rest} to the ${place}.`,
          `You may ${act} ${rest} to the ${place}.`,
        ],
      },
      {
        sample: {
          question: `Do I have to report damaged ${thing}?`,
          verdict: 'required',
          cited: [['5.1', `Staff must report damaged ${thing} to the ${who} within ${days} days.`]],
        },
        faithful: [
          duty,
          `Yes, y${duty.slice(1)}`,
          `Damaged ${thing} must be reported to the ${who} within ${days} days.`,
          `You have to report damaged ${thing} to the ${who} within ${days} days.`,
        ],
        loosened: [
          ...loosenEn(duty),
          duty.replace(`${days} days`, `${days + 1} days`),
          duty.replace('within', 'after'),
          duty.replace('within', 'within about'),
          duty.replace('days', 'weeks'),
          duty.replace(who, other),
          duty.replace(`the ${who}`, `the ${who} or a ${other}`),
          duty.replace('to the', 'with the'),
          duty.replace('must', 'may'),
          duty.replace('must', 'should'),
          duty.replace('must', 'need not'),
          duty.replace('must', 'must not'),
          duty.replace('must', 'must try to'),
          duty.replace('must', 'do not have to'),
          duty.replace('damaged', 'badly damaged'),
          duty.replace('damaged', 'undamaged'),
          duty.replace('report', 'only report'),
          duty.replace('report', 'mention'),
          duty.replace('report', 'give'),
        ],
      },
    ];
  });
