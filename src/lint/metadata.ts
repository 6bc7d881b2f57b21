import type { Check, Found } from './finding.ts';

/** Who is responsible, and from when the text is in force, must be known: from the text or from `policies.yaml`. */
export const checkMetadata: Check = ({ effectiveDate, owner }) => {
  const found: Found[] = [];
  if (effectiveDate === null || !/^\d{4}-\d{2}-\d{2}$/.test(effectiveDate))
    found.push({ rule: 'effective-date-missing', labels: [], evidence: effectiveDate ?? '' });
  if (owner === null) found.push({ rule: 'owner-missing', labels: [], evidence: '' });
  return found;
};
