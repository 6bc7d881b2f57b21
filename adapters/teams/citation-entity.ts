import type { Answer, Citation } from '../../src/domain/answer.ts';
import { placeOf } from './answer-card.ts';
import { cutTo } from './cut.ts';
import type { Words } from './words.ts';

/** Teams refuses a message with more. */
export const MOST_CLAIMS = 20;

const MOST_NAME = 80;
const MOST_ABSTRACT = 160;
const MOST_KEYWORD = 28;

/**
 * The root entity that Teams shows citations from, and says "AI generated" by. That label stands only where a model
 * worded the answer, never on what a clause says.
 */
export function messageEntity(
  answer: Answer,
  say: Words,
  clauseUrl: (citation: Citation) => string | null,
): object {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    ...(answer.writer === 'model' && { additionalType: ['AIGeneratedContent'] }),
    ...(answer.citations.length > 0 && {
      citation: answer.citations
        .slice(0, MOST_CLAIMS)
        .map((citation, index) => claim(citation, index + 1, say, clauseUrl(citation))),
    }),
  };
}

function claim(citation: Citation, position: number, say: Words, url: string | null): object {
  const version = say.answer.version(citation.version);
  return {
    '@type': 'Claim',
    position,
    appearance: {
      '@type': 'DigitalDocument',
      name: cutTo(placeOf(citation, say), MOST_NAME),
      ...(url !== null && { url }),
      abstract: cutTo(citation.quote.replaceAll('\n', ' '), MOST_ABSTRACT),
      ...(citation.version !== '' && { keywords: [cutTo(version, MOST_KEYWORD)] }),
    },
  };
}
