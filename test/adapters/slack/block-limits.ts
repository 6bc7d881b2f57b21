/** A part of Block Kit as it stands on the wire. */
export type Json = Readonly<Record<string, unknown>>;

const TOTAL = 13_200;
const TOP_TEXT = 40_000;

/** Element types by the blocks that may hold them. */
const BLOCKS = new Set([
  'actions',
  'context',
  'context_actions',
  'divider',
  'header',
  'input',
  'rich_text',
  'section',
]);

/**
 * What Slack would refuse in a message (https://docs.slack.dev/reference/block-kit, and about 13,200 characters over
 * all blocks, which is not documented). Empty where it would take it.
 */
export function messageFaults({ text, blocks = [] }: { text?: unknown; blocks?: readonly Json[] }): string[] {
  const faults: string[] = [];
  if (typeof text !== 'string' || text === '') faults.push('text is missing');
  else if (text.length > TOP_TEXT) faults.push('text is too long');
  if (blocks.length > 50) faults.push('more than 50 blocks');
  if (JSON.stringify(blocks).length > TOTAL) faults.push('msg_blocks_too_long');
  return [...faults, ...blockFaults(blocks)];
}

/** What Slack would refuse in a dialog. */
export function viewFaults(view: Json): string[] {
  const faults: string[] = [];
  if (view.type !== 'modal') faults.push('no modal');
  for (const part of ['title', 'submit', 'close']) {
    if (view[part] !== undefined) faults.push(...textFaults(view[part], part, 24, ['plain_text']));
  }
  const blocks = (view.blocks ?? []) as readonly Json[];
  if (blocks.length > 100) faults.push('more than 100 blocks');
  if (String(view.private_metadata ?? '').length > 3_000) faults.push('private_metadata is too long');
  if (String(view.callback_id ?? '').length > 255) faults.push('callback_id is too long');
  if (blocks.some(({ type }) => type === 'input') && view.submit === undefined) faults.push('no submit');
  return [...faults, ...blockFaults(blocks)];
}

function blockFaults(blocks: readonly Json[]): string[] {
  const actionIds = new Set<string>();
  return blocks.flatMap((block, index) =>
    faultsOf(block, actionIds).map((fault) => `block ${index} (${block.type}): ${fault}`),
  );
}

function faultsOf(block: Json, actionIds: Set<string>): string[] {
  const elements = (block.elements ?? []) as readonly Json[];
  if (!BLOCKS.has(String(block.type))) return ['unknown type'];
  if (String(block.block_id ?? '').length > 255) return ['block_id is too long'];
  switch (block.type) {
    case 'header':
      return textFaults(block.text, 'text', 150, ['plain_text']);
    case 'section':
      return textFaults(block.text, 'text', 3_000, ['plain_text', 'mrkdwn']);
    case 'context':
      return [
        ...count(elements, 1, 10),
        ...elements.flatMap((element) => textFaults(element, 'element', 3_000, ['plain_text', 'mrkdwn'])),
      ];
    case 'actions':
      return [...count(elements, 1, 25), ...elements.flatMap((element) => buttonFaults(element, actionIds))];
    case 'context_actions':
      return [...count(elements, 1, 5), ...elements.flatMap(feedbackFaults)];
    case 'input':
      return [
        ...textFaults(block.label, 'label', 2_000, ['plain_text']),
        ...inputFaults(block.element as Json),
      ];
    case 'rich_text':
      return [...count(elements, 1, 1_000), ...elements.flatMap(richTextFaults)];
    default:
      return [];
  }
}

function count(elements: readonly Json[], least: number, most: number): string[] {
  return elements.length < least || elements.length > most ? [`${elements.length} elements`] : [];
}

function textFaults(value: unknown, name: string, most: number, types: readonly string[]): string[] {
  const { type, text } = (value ?? {}) as Json;
  if (!types.includes(String(type))) return [`${name} has type ${String(type)}`];
  if (typeof text !== 'string' || text.length === 0) return [`${name} is empty`];
  return text.length > most ? [`${name} has ${text.length} characters`] : [];
}

function actionIdFaults(element: Json, actionIds: Set<string>): string[] {
  const id = String(element.action_id ?? '');
  if (id === '' || id.length > 255) return ['action_id'];
  if (actionIds.has(id)) return [`action_id ${id} twice`];
  actionIds.add(id);
  return [];
}

function buttonFaults(element: Json, actionIds: Set<string>): string[] {
  if (element.type !== 'button') return [`element ${String(element.type)}`];
  const confirm = element.confirm as Json | undefined;
  return [
    ...actionIdFaults(element, actionIds),
    ...textFaults(element.text, 'button', 75, ['plain_text']),
    ...(String(element.value ?? '').length > 2_000 ? ['value is too long'] : []),
    ...(confirm === undefined
      ? []
      : [
          ...textFaults(confirm.title, 'confirm.title', 100, ['plain_text']),
          ...textFaults(confirm.text, 'confirm.text', 300, ['plain_text', 'mrkdwn']),
          ...textFaults(confirm.confirm, 'confirm.confirm', 30, ['plain_text']),
          ...textFaults(confirm.deny, 'confirm.deny', 30, ['plain_text']),
        ]),
  ];
}

function feedbackFaults(element: Json): string[] {
  if (element.type !== 'feedback_buttons') return [`element ${String(element.type)}`];
  return ['positive_button', 'negative_button'].flatMap((name) => {
    const button = (element[name] ?? {}) as Json;
    const value = String(button.value ?? '');
    return [
      ...textFaults(button.text, name, 75, ['plain_text']),
      ...(value === '' || value.length > 2_000 ? [`${name}.value`] : []),
    ];
  });
}

function inputFaults(element: Json): string[] {
  if (element.type === 'plain_text_input') return Number(element.max_length) > 3_000 ? ['max_length'] : [];
  if (element.type !== 'radio_buttons') return [`element ${String(element.type)}`];
  const options = element.options as readonly Json[];
  return [
    ...count(options, 1, 10),
    ...options.flatMap((option) => [
      ...textFaults(option.text, 'option', 75, ['plain_text', 'mrkdwn']),
      ...(String(option.value ?? '').length > 150 ? ['option.value'] : []),
    ]),
  ];
}

const RICH = new Set(['rich_text_section', 'rich_text_list', 'rich_text_quote', 'rich_text_preformatted']);
const INLINE = new Set(['text', 'link', 'user', 'emoji']);

function richTextFaults(element: Json): string[] {
  if (!RICH.has(String(element.type))) return [`element ${String(element.type)}`];
  const elements = (element.elements ?? []) as readonly Json[];
  if (element.type === 'rich_text_list') {
    return elements.flatMap((item) =>
      item.type === 'rich_text_section' ? richTextFaults(item) : ['a list holds sections only'],
    );
  }
  return elements.flatMap((inline) => {
    if (!INLINE.has(String(inline.type))) return [`inline ${String(inline.type)}`];
    if (inline.type === 'text' && (typeof inline.text !== 'string' || inline.text === ''))
      return ['empty text'];
    if (
      inline.type === 'link' &&
      (!/^https?:\/\//.test(String(inline.url)) || String(inline.url).length > 3_000)
    ) {
      return ['link.url'];
    }
    return [];
  });
}
