import type { ApprovedAnswers } from '../../../src/domain/approved-answer.ts';
import type { QuestionLog } from '../../../src/domain/question-log.ts';
import type { TrainingEvents } from '../../../src/domain/training-event.ts';

import type { GapNotes } from './gap-notes.ts';

/** What the trainer's desk works with beside the pages' own parts. */
export interface DeskParts {
  readonly log: QuestionLog;
  readonly events: TrainingEvents;
  readonly approved: ApprovedAnswers;
  readonly notes: GapNotes;
  /** Figures about fewer people than this are not shown. */
  readonly smallestGroup: number;
  /** Takes personal data out of what a trainer types. */
  readonly redact: (text: string) => string;
}
