import type { Topic } from './log-topic.ts';
import { OTHER_TOPICS } from './log-topics-other.ts';
import { TRAINING_TOPICS } from './log-topics-training.ts';

/** Topics with a gap. Every gap type has several, and every course occurs. */
export const PLANTED: readonly Topic[] = [...TRAINING_TOPICS, ...OTHER_TOPICS];
