import type { Reference } from '../domain/policy.ts';
import { findJapaneseCitations, type JapaneseCitation } from './citations-ja.ts';
import type { ClauseTree } from './clause-tree.ts';
import type { Draft } from './draft.ts';
import { beforeBrackets, continuesNamedText, textNamedBefore } from './other-texts.ts';
import { type Antecedents, antecedentsAfter, type Place, placeOf } from './places-ja.ts';
import {
  groupCitations,
  isUsedAsReference,
  NOUN_AFTER,
  nounMissing,
  replacedSpans,
} from './reference-signs-ja.ts';

/** The references of one clause, and what 同条 and the like mean after it. */
export interface ReadReferences {
  readonly references: readonly Reference[];
  readonly antecedents: Antecedents;
}

const LIST_JOINT = /(?:まで)?(?:、|及び|又は|並びに|若しくは){1,2}$/;
const NO_ANTECEDENTS: Antecedents = { article: null, paragraph: null, item: null };

/** Reads a clause's references; `before` holds the antecedents that the clause above leaves. */
export function readJapaneseReferences(
  node: Draft,
  text: string,
  tree: ClauseTree,
  documentName: string,
  before: Antecedents = NO_ANTECEDENTS,
): ReadReferences {
  const reader = new Reader(node, text, tree, documentName, before);
  return { references: reader.read(), antecedents: reader.antecedents };
}

/** A reference while its list is being read. */
interface Draught {
  readonly start: number;
  end: number;
  readonly external: boolean;
  readonly targets: Draft[];
  readonly missing: string[];
  /** Named by number: such references go out of date when clauses move. */
  readonly absolute: boolean;
}

class Reader {
  antecedents: Antecedents;
  private readonly node: Draft;
  private readonly text: string;
  private readonly tree: ClauseTree;
  private readonly documentName: string;
  /** Where citations point, by where they end: brackets and lists after them go on from there. */
  private readonly ended = new Map<number, Draft | 'external' | null>();

  constructor(node: Draft, text: string, tree: ClauseTree, documentName: string, before: Antecedents) {
    this.node = node;
    this.text = text;
    this.tree = tree;
    this.documentName = documentName;
    this.antecedents = before;
  }

  read(): readonly Reference[] {
    const replaced = replacedSpans(this.text);
    return groupCitations(findJapaneseCitations(this.text), this.text)
      .filter((group) =>
        isUsedAsReference(
          group,
          this.text,
          (citation) => this.place(citation, null, false),
          this.node,
          this.tree,
        ),
      )
      .flatMap((group) => {
        const start = group[0]?.start ?? 0;
        const foreign = replaced.some(([from, to]) => start >= from && start < to);
        return foreign ? this.asWritten(group) : this.readGroup(group);
      });
  }

  /** Words that a 読替規定 quotes belong to another text. */
  private asWritten(group: readonly JapaneseCitation[]): readonly Reference[] {
    return group.map(({ start, end }) => ({
      text: this.text.slice(start, end),
      start,
      end,
      kind: 'external',
      targets: [],
    }));
  }

  /** A list such as 「第75条第1項又は第76条第4項若しくは第5項」: later members take over what they leave out. */
  private readGroup(group: readonly JapaneseCitation[]): readonly Reference[] {
    const drafts: Draught[] = [];
    const inherited = this.inherited(group[0]?.start ?? 0);
    let previous = inherited === 'external' ? null : inherited;
    let external = inherited === 'external';
    let end = -1;
    for (const citation of group) {
      const owner = textNamedBefore(this.text, citation.start, this.documentName);
      const besides = citation.relative !== null && citation.relative.word !== '同';
      if (owner === 'other' || continuesNamedText(this.text, citation.start)) external = true;
      else if (owner === 'own' || besides) external = false;
      const place: Place = external ? 'external' : this.place(citation, previous, owner === 'own');
      this.antecedents = antecedentsAfter(citation, place, this.antecedents);
      external = place === 'external';
      const targets = place === 'external' || place === null ? [] : [...place];
      if (end >= 0 && this.text.slice(end, citation.start).includes('から'))
        targets.unshift(...this.between(previous, targets[0]));
      const missing = place === null ? [this.text.slice(citation.start, citation.end)] : [];
      const open = drafts.at(-1);
      if (open && open.external === external && owner !== 'other') {
        open.end = citation.end;
        open.targets.push(...targets);
        open.missing.push(...missing);
      } else
        drafts.push({
          start: this.startOf(citation),
          end: citation.end,
          external,
          targets,
          missing,
          absolute: isAbsolute(citation),
        });
      previous = targets.at(-1) ?? (external ? null : previous);
      end = citation.end;
      this.ended.set(end, external ? 'external' : previous);
    }
    return drafts.map((draught) => this.finish(draught));
  }

  /** 第28条（第3項を除く。）又は第2項: a bracket speaks of what stands before it, and a list goes on after it. */
  private inherited(start: number): Draft | 'external' | null {
    if (/[（(]/.test(this.text.charAt(start - 1))) return this.ended.get(start - 1) ?? null;
    const joint = LIST_JOINT.exec(this.text.slice(Math.max(0, start - 6), start))?.[0].length ?? 0;
    const end = start - joint;
    const opening = joint > 0 ? beforeBrackets(this.text, end) : end;
    return opening < end ? (this.ended.get(opening) ?? null) : null;
  }

  private between(first: Draft | null, last: Draft | undefined): readonly Draft[] {
    return first && last ? (this.tree.between(first, last)?.slice(1, -1) ?? []) : [];
  }

  private place(citation: JapaneseCitation, previous: Draft | null, mainPart: boolean): Place {
    const context = { node: this.node, previous, mainPart, antecedents: this.antecedents };
    return placeOf(citation, context, this.tree);
  }

  /** 上記 belongs to the reference. */
  private startOf(citation: JapaneseCitation): number {
    const before = this.text.slice(Math.max(0, citation.start - 4), citation.start);
    return citation.start - (/(?:上記|前記|前掲|下記)[ \u3000]?$/.exec(before)?.[0].length ?? 0);
  }

  private finish({ start, end: read, external, targets, missing, absolute }: Draught): Reference {
    const end = this.text.startsWith('まで', read) ? read + 2 : read;
    const warning = external ? null : this.warningFor(missing, absolute ? targets : [], end);
    return {
      text: this.text.slice(start, end),
      start,
      end,
      kind: external ? 'external' : 'internal',
      targets: [...new Set(targets.map((target) => this.tree.label(target)))],
      ...(warning === null ? {} : { warning }),
    };
  }

  private warningFor(missing: readonly string[], targets: readonly Draft[], end: number): string | null {
    if (missing.length > 0) return `There is no ${missing.join(', ')} in this document.`;
    const noun = NOUN_AFTER.exec(this.text.slice(end, end + 12))?.[1];
    if (noun === undefined || targets.length === 0 || !nounMissing(noun, targets, this.tree)) return null;
    return `「${noun}」 does not occur in ${targets.map((target) => this.tree.label(target)).join(', ')}.`;
  }
}

function isAbsolute(citation: JapaneseCitation): boolean {
  return (
    citation.decimal !== null || citation.numbers.some(([level]) => level !== 'paragraph' && level !== 'item')
  );
}
