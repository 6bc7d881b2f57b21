import type { Verdict } from '../domain/answer.ts';
import type { Finding, WeighedNorm } from './findings.ts';
import type { QuestionReading } from './question-reading.ts';

/** What a clause's wording gives for a question, before anybody asks whether the clause is the right one. */
export interface Ruling {
  readonly verdict: Verdict;
  readonly approver: string | null;
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
      return norm.approver === null && exception?.approver == null
        ? ruling('informational', norm, exception)
        : rulingOnAction(reading, { ...finding, exceptionMet: true }, norm);
    case 'sanction':
      return ruling('needs_person', norm, exception);
    case 'incident':
      return ruling(incidentVerdict(norm), norm, exception);
    default:
      return rulingOnAction(reading, finding, norm);
  }
}

function rulingOnAction(reading: QuestionReading, finding: Finding, norm: WeighedNorm): Ruling {
  const { exception, exceptionMet } = finding;
  const asksDuty = reading.intent === 'duty' || reading.omission;
  switch (norm.force) {
    case 'prohibition':
      if (exception !== null && (exception.lifts || opens(exception)))
        return exceptionMet || exception.procedure === 'approval'
          ? ruling('allowed_conditional', norm, exception)
          : ruling('not_allowed', norm, exception);
      return ruling(norm.inPrinciple ? 'informational' : 'not_allowed', norm, exception);
    case 'conditional':
      if (exception !== null && exceptionMet && exception.force === 'exemption')
        return ruling('allowed', norm, exception);
      return ruling('allowed_conditional', norm, exception);
    case 'obligation':
      if (exception !== null && exceptionMet && (exception.lifts || opens(exception)))
        return ruling('informational', norm, exception);
      if (!asksDuty && norm.voluntary && norm.procedure !== null)
        return ruling('allowed_conditional', norm, exception);
      return ruling('required', norm, exception);
    case 'permission':
      if (exception !== null && exception.force === 'prohibition' && exceptionMet)
        return ruling('not_allowed', exception, norm);
      if (exception !== null || norm.conditions.length > 0)
        return ruling('allowed_conditional', norm, exception);
      return ruling(asksDuty && norm.procedure === null ? 'informational' : 'allowed', norm, exception);
    case 'exemption':
      if (exception !== null && exceptionMet) return ruling('allowed_conditional', norm, exception);
      return ruling(
        norm.procedure === null ? 'informational' : exception === null ? 'allowed' : 'allowed_conditional',
        norm,
        exception,
      );
    case 'best_effort':
    case 'recommendation':
      return ruling('informational', norm, exception);
    case 'discretion':
      return ruling('needs_person', norm, exception);
    case 'measure':
      if (norm.inPrinciple && !asksDuty) return ruling('needs_person', norm, exception);
      return ruling(norm.voluntary && asksDuty ? 'required' : 'not_stated', norm, exception);
    default:
      return ruling('not_stated', norm, exception);
  }
}

/** A duty to report answers an incident; a ban on the first reaction does too. */
function incidentVerdict(norm: WeighedNorm): Verdict {
  if (norm.force === 'obligation') return 'required';
  if (norm.force === 'prohibition') return 'not_allowed';
  if (norm.force === 'conditional') return 'required';
  return 'needs_person';
}

function opens(norm: WeighedNorm): boolean {
  return norm.force === 'permission' || norm.force === 'exemption' || norm.force === 'conditional';
}

function ruling(verdict: Verdict, on: WeighedNorm | null, but: WeighedNorm | null): Ruling {
  const open = verdict === 'allowed_conditional' || verdict === 'required' || verdict === 'not_allowed';
  return {
    verdict,
    approver: open ? (on?.approver ?? but?.approver ?? null) : null,
    conditions: open ? [...(on?.conditions ?? []), ...(but?.conditions ?? [])] : [],
    on,
    but,
  };
}
