import type { Verdict } from '../../../src/domain/answer.ts';
import type { ChannelName } from '../../../src/domain/question.ts';
import type { LogFilter } from '../../../src/domain/question-log.ts';

export const CHANNELS: readonly ChannelName[] = ['web', 'slack', 'teams', 'cli'];

/** Every verdict that a record can have. */
export const VERDICTS: readonly (Verdict | 'failed')[] = [
  'allowed',
  'allowed_conditional',
  'not_allowed',
  'required',
  'applies',
  'does_not_apply',
  'informational',
  'not_stated',
  'needs_person',
  'refuse',
  'out_of_scope',
  'chitchat',
  'failed',
];

/** The filter that the query of an address asks for; what makes no sense is left out. Days begin at midnight UTC. */
export function filterOf(query: URLSearchParams): LogFilter {
  const value = (name: string) => query.get(name)?.trim() || undefined;
  const day = (name: string) => {
    const typed = value(name);
    const at = typed === undefined || !/^\d{4}-\d\d-\d\d$/.test(typed) ? Number.NaN : Date.parse(typed);
    return Number.isNaN(at) ? undefined : new Date(at).toISOString();
  };
  const [since, until, department, text, clauseId] = [
    day('since'),
    day('until'),
    value('department'),
    value('text'),
    value('clause'),
  ];
  const channel = CHANNELS.find((name) => name === query.get('channel'));
  const verdict = VERDICTS.find((name) => name === query.get('verdict'));
  return {
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(department !== undefined && { department }),
    ...(channel !== undefined && { channel }),
    ...(verdict !== undefined && { verdicts: [verdict] }),
    ...(text !== undefined && { text }),
    ...(clauseId !== undefined && { clauseId }),
    ...(query.has('disliked') && { disliked: true }),
    ...(query.has('unreviewed') && { reviewed: false }),
    ...(query.has('outdated') && { outdated: true }),
  };
}
