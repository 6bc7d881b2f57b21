/** How many people of a department something holds for. */
export interface DepartmentCount {
  /** Null where the channel does not know the department. */
  readonly department: string | null;
  /** Known, different people. */
  readonly people: number;
  readonly questions: number;
}

/** Figures by department of which none is about fewer than k people. */
export interface DepartmentFigures {
  /** Most people first. */
  readonly departments: readonly DepartmentCount[];
  /** The departments that are not shown, added up; null where none is left out, or where even together they are too few. */
  readonly others: {
    readonly departments: number;
    readonly people: number;
    readonly questions: number;
  } | null;
}

/**
 * Hides departments with fewer than `smallest` people. Together with the total, what is shown must not give a hidden
 * figure away: what is hidden is at least two departments and at least `smallest` people, so further departments, the
 * smallest first, are hidden with them (complementary suppression: Willenborg and de Waal 2001, §4).
 */
export function hideSmallGroups(all: readonly DepartmentCount[], smallest: number): DepartmentFigures {
  const shown = [...all]
    .filter(({ questions }) => questions > 0)
    .sort((a, b) => b.people - a.people || compareNames(a.department, b.department));
  const hidden: DepartmentCount[] = [];
  const hiddenPeople = () => hidden.reduce((sum, { people }) => sum + people, 0);
  while (shown.length > 0) {
    const last = shown.at(-1) as DepartmentCount;
    const tooSmall = last.people < smallest;
    const givenAway = hidden.length > 0 && (hidden.length < 2 || hiddenPeople() < smallest);
    if (!tooSmall && !givenAway) break;
    hidden.push(last);
    shown.pop();
  }
  if (hidden.length === 0 || hiddenPeople() < smallest) return { departments: shown, others: null };
  const questions = hidden.reduce((sum, row) => sum + row.questions, 0);
  return { departments: shown, others: { departments: hidden.length, people: hiddenPeople(), questions } };
}

function compareNames(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
