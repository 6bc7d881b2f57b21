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
 * Hides departments with fewer than `smallest` people; those hidden are added up.
 * See `withoutSmallGroups` for what is hidden with them.
 */
export function hideSmallGroups(all: readonly DepartmentCount[], smallest: number): DepartmentFigures {
  const { shown, hidden } = withoutSmallGroups(all, smallest);
  const people = sum(hidden.map((row) => row.people));
  if (hidden.length === 0 || people < smallest) return { departments: shown, others: null };
  const questions = sum(hidden.map((row) => row.questions));
  return { departments: shown, others: { departments: hidden.length, people, questions } };
}

/**
 * Departments that may be shown, most people first, and those that may not. Together with the total, what is shown must
 * not give a hidden figure away: what is hidden is at least two departments and at least `smallest` people, so further
 * departments, the smallest first, are hidden with them (complementary suppression: Willenborg and de Waal 2001, §4).
 */
export function withoutSmallGroups<Row extends DepartmentCount>(all: readonly Row[], smallest: number) {
  const shown = [...all]
    .filter(({ questions }) => questions > 0)
    .sort((a, b) => b.people - a.people || compareNames(a.department, b.department));
  const hidden: Row[] = [];
  while (shown.length > 0) {
    const last = shown.at(-1) as Row;
    const tooSmall = last.people < smallest;
    const given = hidden.length === 1 || sum(hidden.map(({ people }) => people)) < smallest;
    if (!tooSmall && !(hidden.length > 0 && given)) break;
    hidden.push(last);
    shown.pop();
  }
  return { shown, hidden };
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

function compareNames(a: string | null, b: string | null): number {
  return (a ?? '') < (b ?? '') ? -1 : 1;
}
