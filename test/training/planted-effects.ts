import type { TrainingEvent } from '../../src/domain/training-event.ts';
import { ACCEPTABLE_USE, STANDARDS } from './log-topic.ts';

/** What an event does to how often people ask about a topic. */
export interface PlantedEffect extends TrainingEvent {
  /** Topic that the event is about. */
  readonly topic: string;
  /** Rate of questions after the event, as a share of the rate before; 1 where it changes nothing. */
  readonly ratio: number;
}

/** Two courses that halve the questions they are about, and a notice and a revision that change nothing. */
export const PLANTED_EFFECTS: readonly PlantedEffect[] = [
  {
    id: 'course-usb',
    at: '2026-10-05T00:00:00.000Z',
    kind: 'course',
    title: '記録媒体の研修',
    clauseIds: [`${STANDARDS}/2026.04/第28条第1項`, `${ACCEPTABLE_USE}/2026.04/5.8`],
    departments: [],
    topic: 'own-usb',
    ratio: 0.5,
  },
  {
    id: 'notice-bcc',
    at: '2026-12-07T00:00:00.000Z',
    kind: 'notice',
    title: '一斉送信についてのお知らせ',
    clauseIds: [`${STANDARDS}/2026.04/第41条第3項`, `${ACCEPTABLE_USE}/2026.04/7.1(b)`],
    departments: [],
    topic: 'bcc',
    ratio: 1,
  },
  {
    id: 'course-install',
    at: '2027-01-18T00:00:00.000Z',
    kind: 'course',
    title: 'ソフトウェア導入の研修（一部の課）',
    clauseIds: [`${STANDARDS}/2026.04/第37条第1項`, `${ACCEPTABLE_USE}/2026.04/6.1`],
    departments: ['市民課', '税務課', '福祉課', '建設課'],
    topic: 'install',
    ratio: 0.5,
  },
  {
    id: 'revision-password',
    at: '2027-04-01T00:00:00.000Z',
    kind: 'revision',
    title: '対策基準の改正',
    clauseIds: [`${STANDARDS}/2027.04/第35条第2項第2号`],
    departments: [],
    topic: 'password-length',
    ratio: 1,
  },
];
