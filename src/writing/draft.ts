import { z } from 'zod';

/** One sentence as a model wrote it, with the clauses and exact words it says it rests on. */
const sentence = z.object({
  text: z.string(),
  rests: z.array(z.object({ clause: z.string(), quote: z.string() })),
});

const draft = z.object({ verdict: z.string(), sentences: z.array(sentence) });

export type Draft = z.infer<typeof draft>;
export type DraftSentence = z.infer<typeof sentence>;

/** The shape of a draft for models that can be held to one. */
export const DRAFT_SCHEMA = {
  name: 'answer',
  shape: {
    type: 'object',
    additionalProperties: false,
    required: ['verdict', 'sentences'],
    properties: {
      verdict: { type: 'string' },
      sentences: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['text', 'rests'],
          properties: {
            text: { type: 'string' },
            rests: {
              type: 'array',
              items: {
                type: 'object',
                additionalProperties: false,
                required: ['clause', 'quote'],
                properties: { clause: { type: 'string' }, quote: { type: 'string' } },
              },
            },
          },
        },
      },
    },
  },
} as const;

/** Reads a whole draft; null for anything else. Fences and thoughts around it are passed over. */
export function readDraft(text: string): Draft | null {
  const json = bare(text);
  return parse(json.slice(0, json.lastIndexOf('}') + 1));
}

/** The sentences of a draft that is still coming in which have ended; null before its verdict is there. */
export function readDraftSoFar(text: string): Draft | null {
  const json = bare(text);
  const end = endOfLastSentence(json);
  return end === 0 ? null : parse(`${json.slice(0, end)}]}`);
}

function bare(text: string): string {
  const said = text.slice(text.lastIndexOf('</think>') + 1);
  if (said.includes('<think>')) return '';
  const start = said.indexOf('{');
  return start < 0 ? '' : said.slice(start);
}

function parse(json: string): Draft | null {
  try {
    return draft.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

/** Where the last object at the depth of a sentence ends; 0 where none has. */
function endOfLastSentence(json: string): number {
  let depth = 0;
  let end = 0;
  let isString = false;
  for (let i = 0; i < json.length; i++) {
    const character = json[i];
    if (isString) {
      if (character === '\\') i++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') {
      depth--;
      if (character === '}' && depth === 2) end = i + 1;
    }
  }
  return end;
}
