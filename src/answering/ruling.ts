import type { Verdict } from '../domain/answer.ts';
import type { ClauseKind } from '../domain/policy.ts';
import type { ExceptionFit, Finding } from './findings.ts';
import type { QuestionReading } from './question-reading.ts';
import type { WeighedNorm } from './rule-reading.ts';

/** What a clause's wording gives for a question, before anybody asks whether the clause is the right one. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly approver: string | null;
  /** What opens the way: approval by somebody, or a notification that nobody need grant. */
  readonly procedure: 'approval' | 'notification' | null;
  readonly conditions: readonly string[];
  /** The sentence the ruling stands on. */
  readonly on: WeighedNorm | null;
  /** The exception that opens or closes the way, to be quoted with it. */
  readonly but: WeighedNorm | null;
}

/**
 * Derives the ruling of one clause for one question from force, exception and what is asked; the table of
 * docs/policy-language.md in code. Never reads a permission out of silence: a clause without a force of its own
 * gives `not_stated`.
 */
export function rule(reading: QuestionReading, finding: Finding): Ruling {
  const { rule: norm, exception } = finding;
  if (norm === null) return ruling('not_stated', null, null);
  if (reading.exemption && (norm.approver ?? exception?.approver ?? null) === null)
    return ruling('needs_person', norm, exception);
  switch (reading.intent) {
    case 'definition':
    case 'information':
      return ruling('informational', norm, exception);
    case 'approver':
      return rulingOnApproval(reading, finding, norm);
    case 'sanction':
      return ruling('needs_person', norm, exception);
    case 'incident':
      return norm.force === 'obligation' || norm.force === 'conditional'
        ? ruling('required', norm, exception)
        : ruling(norm.force === 'prohibition' ? 'not_stated' : 'needs_person', norm, exception);
    default:
      return STATES_NO_RULE.has(norm.clause.kind)
        ? ruling(silence(reading), norm, exception)
        : rulingOnAction(reading, finding, norm);
  }
}

/** Parts of a document that explain; a "may" in a purpose or a definition permits nothing. */
export const STATES_NO_RULE: ReadonlySet<ClauseKind> = new Set([
  'purpose',
  'front_matter',
  'history',
  'definition',
  'scope',
]);

/** Whom to ask: the approver the clause names, or the duty to turn to somebody; else nobody is named. */
function rulingOnApproval(reading: QuestionReading, finding: Finding, norm: WeighedNorm): Ruling {
  const { exception } = finding;
  if ((norm.approver ?? exception?.approver ?? null) !== null)
    return norm.force === 'conditional' || norm.force === 'prohibition' || norm.force === 'permission'
      ? ruling('allowed_conditional', norm, exception)
      : rulingOnAction(reading, finding, norm);
  if (norm.force === 'obligation') return ruling('required', norm, exception);
  return ruling(norm.force === 'measure' ? 'needs_person' : 'informational', norm, exception);
}

function rulingOnAction(reading: QuestionReading, finding: Finding, norm: WeighedNorm): Ruling {
  const { exception, exceptionFit, limits, nested } = finding;
  const outside = limits === 'beyond' || limits === 'short';
  const asksDuty = reading.intent === 'duty' || reading.omission;
  const lifted = exception !== null && (exception.lifts || opens(exception));
  switch (norm.force) {
    case 'prohibition':
      if (outside || (reading.intent === 'duty' && !reading.omission))
        return ruling('needs_person', norm, exception);
      if (!lifted) return ruling('not_allowed', norm, exception);
      return ruling(
        nested ? 'needs_person' : verdictUnderException(exception, exceptionFit),
        norm,
        exception,
      );
    case 'conditional':
      if (outside || nested || (exception?.lifts && exceptionFit === 'met'))
        return ruling('needs_person', norm, exception);
      if (exception?.force === 'exemption' && exceptionFit === 'met')
        return ruling('allowed', norm, exception);
      // To do it without what it hangs on is what the sentence forbids.
      if (reading.omission && norm.base === 'prohibition' && exceptionFit !== 'met')
        return ruling('not_allowed', norm, exception);
      return ruling('allowed_conditional', norm, exception);
    case 'obligation':
      // A duty from a certain size on does not arise below it; what is done then no clause says.
      if (limits === 'short') return ruling('needs_person', norm, exception);
      if (lifted && exceptionFit === 'met')
        return ruling(
          asksDuty ? 'informational' : exception.force === 'permission' ? 'allowed' : 'allowed_conditional',
          norm,
          exception,
        );
      return ruling(
        !asksDuty && norm.voluntary && norm.procedure !== null ? 'allowed_conditional' : 'required',
        norm,
        exception,
      );
    case 'permission':
      return ruling(verdictOfPermission(finding, norm, asksDuty), norm, exception);
    case 'exemption':
      if (outside) return ruling('needs_person', norm, exception);
      if (exceptionFit === 'met' && exception?.force === 'prohibition')
        return ruling('not_allowed', norm, exception);
      // The freedom ends where the exception asks for something.
      if (exceptionFit === 'met' && exception?.force === 'conditional')
        return ruling('required', norm, exception);
      if (norm.procedure === null) return ruling('informational', norm, exception);
      return ruling(exception === null ? 'allowed' : 'allowed_conditional', norm, exception);
    case 'best_effort':
    case 'recommendation':
      return ruling('informational', norm, exception);
    case 'discretion':
      return ruling('needs_person', norm, exception);
    case 'measure':
      if (norm.inPrinciple && !asksDuty)
        return ruling(norm.restricts ? 'not_allowed' : 'needs_person', norm, exception);
      return ruling(norm.voluntary && asksDuty ? 'required' : silence(reading), norm, exception);
    default:
      return ruling(silence(reading), norm, exception);
  }
}

/** A ban with a proviso: open by approval, open to the case it makes, closed to others, unclear in between. */
function verdictUnderException(exception: WeighedNorm, fit: ExceptionFit): Verdict {
  if (fit === 'met') return 'allowed_conditional';
  if (fit === 'excluded') return 'not_allowed';
  if (exception.procedure === 'approval' || exception.earned) return 'allowed_conditional';
  return fit === 'partly' ? 'needs_person' : 'not_allowed';
}

function verdictOfPermission(
  { exception, exceptionFit, limits }: Finding,
  norm: WeighedNorm,
  asksDuty: boolean,
): Verdict {
  if (limits === 'beyond' || limits === 'short') return 'needs_person';
  if (exception?.lifts && exceptionFit === 'met') return 'needs_person';
  if (exception?.force === 'prohibition' && exceptionFit === 'met') return 'not_allowed';
  if (exception?.force === 'prohibition' && exceptionFit === 'partly') return 'needs_person';
  if (exception !== null || norm.conditions.length > 0) return 'allowed_conditional';
  return asksDuty && norm.procedure === null ? 'informational' : 'allowed';
}

/** A clause without a force of its own is silent on a permission; a question that asked for none gets its words. */
function silence(reading: QuestionReading): Verdict {
  return reading.explicit ? 'not_stated' : 'informational';
}

function opens(norm: WeighedNorm): boolean {
  return norm.force === 'permission' || norm.force === 'exemption' || norm.force === 'conditional';
}

function ruling(verdict: Verdict, on: WeighedNorm | null, but: WeighedNorm | null): Ruling {
  const open =
    verdict === 'allowed_conditional' ||
    verdict === 'required' ||
    verdict === 'not_allowed' ||
    verdict === 'needs_person';
  return {
    verdict,
    approver: open ? (on?.approver ?? but?.approver ?? on?.decider ?? but?.decider ?? null) : null,
    procedure: on?.procedure ?? but?.procedure ?? null,
    conditions: open ? [...(on?.conditions ?? []), ...(but?.conditions ?? [])] : [],
    on,
    but,
  };
}
