/** A part of an Adaptive Card: plain JSON. */
export type CardElement = Readonly<Record<string, unknown>>;

/** An Adaptive Card as a message attachment. */
export interface CardAttachment {
  readonly contentType: 'application/vnd.microsoft.card.adaptive';
  readonly content: CardElement;
}

/** A run of text. Unlike a TextBlock's, its text is never read as Markdown: what is quoted is shown as it is written. */
export function run(text: string, style: CardElement = {}): CardElement {
  return { type: 'TextRun', text, ...style };
}

export function line(runs: readonly CardElement[], style: CardElement = {}): CardElement {
  return { type: 'RichTextBlock', inlines: runs, ...style };
}

/** A text as one block for each of its lines, for clients differ in what they make of a line break. */
export function paragraphs(text: string, style: CardElement = {}): CardElement[] {
  return text
    .split('\n')
    .map((part, index) => line([run(part, style)], index === 0 ? {} : { spacing: 'Small' }));
}

/** "label  text"; nothing where there is no text. */
export function row(label: string, text: string | null): CardElement[] {
  return text === null || text === '' ? [] : [line([run(`${label}  `, { weight: 'Bolder' }), run(text)])];
}

export function container(items: readonly CardElement[], style: CardElement = {}): CardElement {
  return { type: 'Container', items, ...style };
}

/** A card of version 1.5, the newest that Teams shows everywhere. */
export function card(
  body: readonly CardElement[],
  actions: readonly CardElement[],
  {
    lang,
    fallbackText,
    mentions = [],
  }: {
    readonly lang: string;
    readonly fallbackText: string;
    /** People whom TextBlocks of the card call by name. */
    readonly mentions?: readonly CardElement[];
  },
): CardAttachment {
  return {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: {
      type: 'AdaptiveCard',
      $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
      version: '1.5',
      lang,
      fallbackText,
      msteams: { width: 'Full', ...(mentions.length > 0 && { entities: mentions }) },
      body,
      ...(actions.length > 0 && { actions }),
    },
  };
}
