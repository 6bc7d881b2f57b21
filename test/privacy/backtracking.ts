import { type AST, RegExpParser, visitRegExpAST } from '@eslint-community/regexpp';

/** Steps and the end of a match that a backtracking engine makes for one pattern. */
export interface Counted {
  readonly steps: number;
  readonly matches: number;
}

type Next = (at: number) => boolean;

/**
 * A backtracking matcher that counts its steps, one for every element it tries at a place. It does what engines for
 * JavaScript's patterns do without their optimisations, so growth that it does not show, they do not have.
 *
 * @throws RangeError after `limit` steps
 */
export function countSteps(pattern: RegExp, text: string, limit: number): Counted {
  const tree = new RegExpParser().parsePattern(pattern.source, 0, pattern.source.length, {
    unicode: pattern.unicode,
  });
  const ignoreCase = pattern.ignoreCase;
  const sets = new Map<AST.Node, RegExp>();
  let steps = 0;
  const step = () => {
    if (++steps > limit) throw new RangeError(`More than ${limit} steps for /${pattern.source}/.`);
  };
  const holds = (node: AST.Node, character: string) => {
    let set = sets.get(node);
    if (set === undefined) {
      set = new RegExp(`^${node.raw}$`, `s${ignoreCase ? 'i' : ''}${pattern.unicode ? 'u' : ''}`);
      sets.set(node, set);
    }
    return set.test(character);
  };
  const isWord = (at: number) => /\w/.test(text.charAt(at));

  const alternatives = (nodes: readonly AST.Alternative[], at: number, back: boolean, next: Next): boolean =>
    nodes.some(({ elements }) => sequence(back ? [...elements].reverse() : elements, 0, at, back, next));

  const sequence = (
    elements: readonly AST.Element[],
    index: number,
    at: number,
    back: boolean,
    next: Next,
  ): boolean => {
    const element = elements[index];
    if (element === undefined) return next(at);
    return one(element, at, back, (then) => sequence(elements, index + 1, then, back, next));
  };

  const one = (
    element: AST.Element | AST.QuantifiableElement,
    at: number,
    back: boolean,
    next: Next,
  ): boolean => {
    step();
    switch (element.type) {
      case 'Group':
      case 'CapturingGroup':
        return alternatives(element.alternatives, at, back, next);
      case 'Quantifier':
        return repeat(element, 0, at, back, next);
      case 'Assertion':
        return assertion(element, at) && next(at);
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass': {
        const character = text.charAt(back ? at - 1 : at);
        if (character === '' || !holds(element, character)) return false;
        return next(back ? at - 1 : at + 1);
      }
      default:
        throw new TypeError(`${element.type} in /${pattern.source}/ is not counted.`);
    }
  };

  const repeat = (
    { element, min, max, greedy }: AST.Quantifier,
    done: number,
    at: number,
    back: boolean,
    next: Next,
  ): boolean => {
    const more = () =>
      done < max &&
      one(element, at, back, (then) =>
        then === at && done >= min
          ? false
          : repeat({ element, min, max, greedy } as AST.Quantifier, done + 1, then, back, next),
      );
    if (done < min) return more();
    return greedy ? more() || next(at) : next(at) || more();
  };

  const assertion = (node: AST.Assertion, at: number): boolean => {
    switch (node.kind) {
      case 'start':
        return at === 0;
      case 'end':
        return at === text.length;
      case 'word':
        return (isWord(at - 1) !== isWord(at)) !== node.negate;
      default:
        return alternatives(node.alternatives, at, node.kind === 'lookbehind', () => true) !== node.negate;
    }
  };

  let matches = 0;
  for (let at = 0; at <= text.length; ) {
    let end = -1;
    alternatives(tree.alternatives, at, false, (then) => {
      end = then;
      return true;
    });
    if (end > at) matches++;
    at = end > at ? end : at + 1;
  }
  return { steps, matches };
}

/** The parts of a pattern that repeat something without a bound, or refer back to what was matched. */
export function unboundedParts(pattern: RegExp): string[] {
  const found: string[] = [];
  visitRegExpAST(new RegExpParser().parsePattern(pattern.source), {
    onQuantifierEnter: ({ max, raw }) => {
      if (max === Number.POSITIVE_INFINITY) found.push(raw);
    },
    onBackreferenceEnter: ({ raw }) => found.push(raw),
  });
  return found;
}
