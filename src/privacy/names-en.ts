import { type Rule, where } from './rule.ts';

const WORD = `(?:O'|D'|Mc|Mac|de |van |von |da |del |la |bin |al-)?[A-Z][a-zà-ÿ]{1,20}(?:[-'][A-Z][a-zà-ÿ]{1,20})?`;
/** Words that begin the next part of a sentence, or a product, after a title. */
const NO_NAME =
  '(?!(?:May|Can|Could|Does|Do|Is|Are|Should|Will|Would|Must|The|From|At|In|On|Section|Department|Division|Who|What|When|Where|Please|Thanks|And|Or|I|Teams|Office|Word|Excel|Outlook|Windows|Edge|Access|Project|PowerPoint|Azure|Defender|Forms|SharePoint|OneDrive|Visio|Store|Robot)\\b)';
const NAME = String.raw`${NO_NAME}(?:[A-Z]\.? )?${WORD}(?: (?:[A-Z]\. )?${NO_NAME}${WORD}){0,2}`;
const THING =
  '(?<!(?:file|host|user|project|product|domain|folder|system|service|company|brand|model|display|server|variable|column|field|class|method|table|event|course|device|computer|printer|network|account|group|document|code)[ _-]?)';

/** Names that a title, a form of address, a label or an introduction gives away. */
export const ENGLISH_NAME_RULES: readonly Rule[] = [
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Rev)(?:\. {0,2}| {1,2})(?<value>${NAME})`,
      'dg',
    ),
  },
  {
    kind: 'name',
    pattern: /\b(?:mr|mrs|MR|MRS)\.? (?<value>[A-Za-z][a-z']{1,20}|[A-Z]{2,20})(?![A-Za-z])/dg,
    refine: where(({ value }) => !/^(?:or|and|mr|mrs|ms|who|is|the|a)$/i.test(value)),
  },
  {
    kind: 'name',
    pattern:
      /(?<![A-Za-z])(?<value>[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20})?)(?= (?:san|sama|sensei|kun|chan)\b)/dg,
  },
  {
    kind: 'name',
    pattern: /(?<![A-Za-z])(?<value>[A-Za-z]{2,20})(?=-(?:san|sama|sensei|kun|chan|bucho|kacho)\b)/dgi,
  },
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir) (?:full |last |first |family |given )?name(?: is|'s|:) (?<value>${NAME})`,
      'dg',
    ),
  },
  {
    kind: 'name',
    pattern: /\bmy name(?: is|'s) (?<value>[a-z]{2,20}(?: [a-z]{2,20})?)(?=[,.!?\n]|$| and | from )/dgi,
    refine: where(
      ({ value }) =>
        !/^(?:not|on|in|wrong|listed|the|a|misspelled|missing|visible|shown|public|printed)\b/i.test(value),
    ),
  },
  {
    kind: 'name',
    pattern: new RegExp(String.raw`${THING}\b[Nn]ame ?: ?(?<value>${NAME})`, 'dg'),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`\b(?:[Aa]pplicant|[Rr]equester|[Ee]mployee|[Pp]atient|[Ss]igned|[Rr]egards),?(?: by)? ?[:,\n] ?(?<value>${WORD} ${WORD})`,
      'dg',
    ),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      String.raw`\b(?:I'm|I am|[Tt]his is) (?<value>${NO_NAME}${WORD} ${NO_NAME}${WORD})(?= from\b| in\b| at\b| of\b|,|\.)`,
      'dg',
    ),
    refine: where(
      ({ value }) => !/(?:Level|Section|Chapter|City|Division|Department|Office|Team|Policy)/.test(value),
    ),
  },
];
